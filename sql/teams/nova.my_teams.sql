-- The teams the caller sees: those they work in, unless an override hides it, and own as a company;
-- for an administrator those whose glass they broke.
create or replace function nova.my_teams() returns setof uuid
language sql stable rows 3
set search_path = ''
as $$
select s.scope from nova.reading_scopes('team.read') as s
$$;

grant execute on function nova.my_teams() to nova_app;
