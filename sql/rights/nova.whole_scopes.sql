-- The scopes in which the caller has this permission on every row.
--
-- Computed once a statement: policies ask it in FROM, where the planner takes it in.
create or replace function nova.whole_scopes(permission text) returns setof uuid
language sql stable rows 3
as $$
select r.scope_id
from nova.effective_rights r
where r.user_id = nova.current_user_id() and r.until > now() and permission = any (r.whole)
$$;

grant execute on function nova.whole_scopes(text) to nova_app;
