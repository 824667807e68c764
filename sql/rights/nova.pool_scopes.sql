-- The teams that let the caller see the customers whom nobody was given yet, beside those they
-- hold: a setting of the team.
create or replace function nova.pool_scopes() returns setof uuid
language sql stable rows 1
as $$
select r.scope_id
from nova.effective_rights r
where r.user_id = nova.current_user_id() and r.until > now() and r.pooled
    and 'customers.read' = any (r.held)
$$;

grant execute on function nova.pool_scopes() to nova_app;
