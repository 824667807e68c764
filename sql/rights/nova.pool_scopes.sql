-- The teams that let the caller see the customers whom nobody was given yet, beside those they
-- hold: a setting of the team.
create or replace function nova.pool_scopes() returns setof uuid
language sql stable rows 1
as $$
select s.scope from nova.reading_scopes('customers.read') as s where s.reach = 'POOL'
$$;

grant execute on function nova.pool_scopes() to nova_app;
