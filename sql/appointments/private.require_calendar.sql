-- Refuse to make an appointment in a calendar that the caller does not keep, or for somebody who is
-- not of the team.
create or replace function private.require_calendar(user_id uuid, team_id uuid) returns void
language plpgsql stable
set search_path = ''
as $$
begin
    if not nova.may('appointments.write', coalesce(team_id, user_id), user_id)
        or (user_id <> nova.current_user_id() and not private.may_hold(user_id, team_id))
    then
        raise exception using
            errcode = 'PT403', message = 'forbidden', column = 'userId';
    end if;
end
$$;
