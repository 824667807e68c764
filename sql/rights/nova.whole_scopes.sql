-- The scopes in which the caller has this permission on every row.
--
-- Computed once a statement: policies call it in a sub-select.
create or replace function nova.whole_scopes(permission text) returns setof uuid
language sql stable rows 3
set search_path = ''
as $$
select s.scope from nova.reading_scopes(permission) as s where s.reach = 'WHOLE'
$$;

grant execute on function nova.whole_scopes(text) to nova_app;
