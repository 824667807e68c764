-- Leave a team, also one in which one was made inactive; its rows stay with it, those one held go
-- to its manager.
create or replace function nova.leave_team(team_id uuid) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_member nova.team_members;
begin
    perform from nova.teams t where t.id = leave_team.team_id and t.deleted_at is null for update;
    select m.* into v_member
    from nova.team_members m
    where m.team_id = leave_team.team_id
        and m.user_id = nova.current_user_id()
    for update;
    if not found then
        return null;
    end if;
    perform private.end_membership(v_member, null);
    return json_build_object('message', 'You have left the team; its records stay with it.');
end
$$;

grant execute on function nova.leave_team(uuid) to nova_app;
