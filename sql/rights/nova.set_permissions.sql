-- Replace what one member may do beyond or short of their role.
--
-- Keys are those of the catalogue, never further than the giver's own reach; a manager holds
-- everything, so has no overrides; an observer is given nothing that writes.
create or replace function nova.set_permissions(team_id uuid, member_id uuid, permissions jsonb)
returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_team nova.teams := private.lock_team(team_id);
    v_member nova.team_members;
begin
    select m.* into v_member
    from nova.team_members m
    where m.team_id = v_team.id and m.id = set_permissions.member_id
    for update;
    if not found then
        return null;
    end if;
    perform private.check_permissions(v_member, permissions);
    perform private.require_reach(v_team, v_member.user_id,
        private.permissions_of(v_member.role, private.overrides_of(v_member)),
        private.permissions_of(v_member.role, set_permissions.permissions));
    insert into nova.team_permissions as p (team_member_id, permissions)
    values (v_member.id, set_permissions.permissions)
    on conflict (team_member_id) do update
    set permissions = excluded.permissions, updated_at = now();
    -- A version of the member, and If-Match: two managers do not undo each other.
    update nova.team_members m set updated_at = clock_timestamp() where m.id = v_member.id;
    return nova.show_permissions(team_id, member_id);
end
$$;

grant execute on function nova.set_permissions(uuid, uuid, jsonb) to nova_app;
