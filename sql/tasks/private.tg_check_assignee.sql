-- A task is given to an active member of its team, or kept; outside a team there is nobody to give
-- it to.
create or replace function private.tg_check_assignee() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    if new.assigned_to is not null
        and new.assigned_to <> new.user_id
        and not (new.team_id is not null and private.may_hold(new.assigned_to, new.team_id))
    then
        raise exception using
            errcode = 'PT422', message = 'assignee_unknown', column = 'assignedTo';
    end if;
    return new;
end
$$;
