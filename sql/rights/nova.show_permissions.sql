-- What one member may do, and which of it is an override: to who manages the team and to
-- themselves; null to everybody else.
create or replace function nova.show_permissions(team_id uuid, member_id uuid) returns json
language sql stable security definer
set search_path = ''
as $$
select json_build_object(
    'memberId', m.id,
    'role', m.role,
    'overrides', private.overrides_of(m),
    'effective', private.effective_permissions(m),
    'version', m.version)
from nova.team_members m
where m.id = show_permissions.member_id
    and m.team_id = show_permissions.team_id
    and m.team_id in (select nova.my_teams())
    and (m.user_id = nova.current_user_id()
        or m.team_id in (select s from nova.whole_scopes('team.manage') as s))
$$;

grant execute on function nova.show_permissions(uuid, uuid) to nova_app;
