-- A new team; who makes it manages it, and owns it where they are a company.
--
-- As many as the plan allows, for a company at least one. Somebody who is only a member of teams
-- makes none. An administrator makes one for the manager they name.
create or replace function nova.create_team(
    name text, description text, logo_url text, settings jsonb, manager_id uuid
) returns nova.teams
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_manager nova.users;
    v_team nova.teams;
    v_allowed int;
    v_by_admin boolean;
begin
    perform private.require_role('BROKER', 'MANAGER', 'COMPANY', 'ADMIN');
    v_by_admin := nova.in_back_office();
    if v_by_admin <> (create_team.manager_id is not null) then
        raise exception using
            errcode = 'PT422', message = 'manager_not_named', column = 'managerId';
    end if;
    select u.* into v_manager
    from nova.users u
    where u.id = coalesce(create_team.manager_id, nova.current_user_id())
        and u.status = 'ACTIVE'
        and u.role in ('BROKER', 'MANAGER', 'COMPANY');
    if not found then
        raise exception using
            errcode = 'PT422', message = 'manager_unknown', column = 'managerId';
    end if;
    perform private.require_verified();
    v_allowed := private.lock_plan(v_manager.id, 'maxTeams');
    if not v_by_admin then
        perform private.require_room(v_manager.id, 'maxTeams',
            case when v_manager.role = 'COMPANY' and v_allowed < 1 then 1 else v_allowed end,
            (select count(*)::int from nova.teams t
            where coalesce(t.company_id, t.manager_id) = v_manager.id and t.deleted_at is null));
    end if;
    insert into nova.teams as t (name, description, logo_url, settings, manager_id, company_id)
    values (create_team.name, create_team.description, create_team.logo_url, create_team.settings,
        v_manager.id, case v_manager.role when 'COMPANY' then v_manager.id end)
    returning t.* into v_team;
    insert into nova.team_members (team_id, user_id, role)
    values (v_team.id, v_manager.id, 'MANAGER');
    return v_team;
end
$$;

grant execute on function nova.create_team(text, text, text, jsonb, uuid) to nova_app;
