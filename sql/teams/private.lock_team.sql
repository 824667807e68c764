-- A team that the caller manages, locked: its members change one after the other.
--
-- Null when it is no team of theirs; refused when they are in it and do not manage it.
create or replace function private.lock_team(team_id uuid) returns nova.teams
language plpgsql volatile
set search_path = ''
as $$
declare
    v_team nova.teams;
begin
    select t.* into v_team
    from nova.teams t
    where t.id = lock_team.team_id
        and t.deleted_at is null
        and t.id in (select nova.my_teams())
    for update;
    if not found then
        return null;
    end if;
    if v_team.id not in (select s from nova.whole_scopes('team.manage') as s) then
        raise exception using
            errcode = 'PT403', message = 'forbidden';
    end if;
    return v_team;
end
$$;
