-- The teams that let the caller see the customers whom nobody was given yet, beside those they
-- hold: a setting of the team (product facts, 5.5).
create or replace function nova.pool_scopes() returns setof uuid
language sql stable security definer rows 1
set search_path = ''
as $$
select t.id
from nova.held_scopes('customers.read') as scope
join nova.teams t on t.id = scope
where t.settings @> '{"sharedPool": true}'
$$;

grant execute on function nova.pool_scopes() to nova_app;
