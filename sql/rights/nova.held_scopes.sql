-- The teams in which the caller has this permission on the rows they hold, and no others.
create or replace function nova.held_scopes(permission text) returns setof uuid
language sql stable rows 2
as $$
select r.scope_id
from nova.effective_rights r
where r.user_id = nova.current_user_id() and r.until > now() and permission = any (r.held)
$$;

grant execute on function nova.held_scopes(text) to nova_app;
