-- Change a member's role, or let them out of the team's rows for a while (INACTIVE).
--
-- Takes effect on their next request. A new role comes with its own defaults: overrides of the old
-- one are dropped. Null when there is no such member of a team of the caller's.
create or replace function nova.change_member(team_id uuid, member_id uuid, changes jsonb)
returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_team nova.teams := private.lock_team(team_id);
    v_old nova.team_members;
    v_new nova.team_members;
begin
    select m.* into v_old
    from nova.team_members m
    where m.team_id = v_team.id and m.id = change_member.member_id
    for update;
    if not found then
        return null;
    end if;
    v_new := jsonb_populate_record(v_old, changes);
    if 'MANAGER' in (v_old.role, v_new.role) and v_old is distinct from v_new then
        perform private.require_manager(v_team);
    end if;
    if v_new.status = 'ACTIVE' then
        perform private.require_reach(v_team, v_old.user_id,
            case v_old.status when 'ACTIVE'
                then private.permissions_of(v_old.role, private.overrides_of(v_old)) else '{}' end,
            private.permissions_of(v_new.role, case v_new.role when v_old.role
                then private.overrides_of(v_old) else '{}' end));
    else
        perform private.revoke_invitations(v_team.id, v_old.user_id);
    end if;
    if v_new.role <> 'MANAGER' or v_new.status <> 'ACTIVE' then
        perform private.require_other_manager(v_old);
    end if;
    if v_new.status = 'ACTIVE' and v_old.status <> 'ACTIVE' then
        perform private.require_team_room(v_team, false);
    end if;
    if v_new.role <> v_old.role then
        delete from nova.team_permissions p where p.team_member_id = v_old.id;
    end if;
    update nova.team_members m
    set role = v_new.role, status = v_new.status
    where m.id = v_old.id
    returning m.* into v_new;
    return (select api.member(v_new, u) from nova.users u where u.id = v_new.user_id);
end
$$;

grant execute on function nova.change_member(uuid, uuid, jsonb) to nova_app;
