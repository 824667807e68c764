-- The teams in which the caller has this permission on the rows they hold, and no others.
create or replace function nova.held_scopes(permission text) returns setof uuid
language sql stable security definer rows 2
set search_path = ''
as $$
select m.team_id
from nova.team_members m
join nova.teams t on t.id = m.team_id
where m.user_id = nova.current_user_id()
    and m.status = 'ACTIVE'
    and t.deleted_at is null
    and t.company_id is distinct from nova.current_user_id()
    and private.reach(m.id, m.role, permission) = 'HELD'
$$;

grant execute on function nova.held_scopes(text) to nova_app;
