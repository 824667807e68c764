-- Where a list looks: each scope the caller reads, and how far: WHOLE, HELD, or the POOL of
-- customers whom nobody was given. A row is in one of them only.
create or replace function nova.reading_scopes(permission text)
returns table (scope uuid, reach text)
language sql stable rows 3
set search_path = ''
as $$
select whole, 'WHOLE' from nova.whole_scopes(permission) as whole
union all
select held, 'HELD' from nova.held_scopes(permission) as held
union all
select pool, 'POOL' from nova.pool_scopes() as pool where permission = 'customers.read'
$$;

grant execute on function nova.reading_scopes(text) to nova_app;
