-- Refuse making a MANAGER to whoever is not one: nobody gives more than they have.
create or replace function private.require_manager(team nova.teams) returns void
language plpgsql stable
set search_path = ''
as $$
begin
    if not exists (
        select from nova.users u
        where u.id = nova.current_user_id() and u.role = 'COMPANY' and u.id = team.company_id
    ) and not exists (
        select from nova.team_members m
        where m.team_id = team.id
            and m.user_id = nova.current_user_id()
            and m.role = 'MANAGER'
            and m.status = 'ACTIVE'
    ) then
        raise exception using
            errcode = 'PT403', message = 'permission_above_own',
            detail = json_build_object('permission', 'team.manage');
    end if;
end
$$;
