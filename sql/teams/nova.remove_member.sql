-- Take somebody out of a team; what they held in it goes to its manager, or to the member whom a
-- manager names.
--
-- Null when there is no such member of a team of the caller's.
create or replace function nova.remove_member(team_id uuid, member_id uuid, reassign_to uuid)
returns uuid
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_team nova.teams := private.lock_team(team_id);
    v_member nova.team_members;
begin
    select m.* into v_member
    from nova.team_members m
    where m.team_id = v_team.id and m.id = remove_member.member_id
    for update;
    if not found then
        return null;
    end if;
    if v_member.role = 'MANAGER' or reassign_to <> v_team.manager_id then
        perform private.require_manager(v_team);
    end if;
    perform private.end_membership(v_member, reassign_to);
    return v_member.id;
end
$$;

grant execute on function nova.remove_member(uuid, uuid, uuid) to nova_app;
