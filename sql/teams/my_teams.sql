-- The teams the caller belongs to or owns as a company; for an administrator those whose glass
-- they broke.
create or replace function nova.my_teams() returns setof uuid
language sql stable security definer rows 3
set search_path = ''
as $$
select m.team_id
from nova.team_members m
join nova.teams t on t.id = m.team_id
where m.user_id = nova.current_user_id() and m.status = 'ACTIVE' and t.deleted_at is null
union
select scope from nova.whole_scopes('team.read') as scope
$$;

grant execute on function nova.my_teams() to nova_app;
