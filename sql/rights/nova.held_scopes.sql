-- The teams in which the caller has this permission on the rows they hold, and no others.
create or replace function nova.held_scopes(permission text) returns setof uuid
language sql stable rows 2
as $$
select s.scope from nova.reading_scopes(permission) as s where s.reach = 'HELD'
$$;

grant execute on function nova.held_scopes(text) to nova_app;
