-- The scopes in which the caller has a permission, and how far: WHOLE on every row, HELD on the
-- rows they hold, POOL on the customers whom nobody was given. Lists look into each scope by it.
--
-- Reads what is kept of private.derive_rights, where the rule of visibility stands; worked out in
-- each statement it took a third of a read. So do whole_scopes, held_scopes and pool_scopes.
create or replace function nova.reading_scopes(permission text)
returns table (scope uuid, reach text)
language sql stable rows 3
as $$
select r.scope_id, h.reach
from nova.effective_rights r
cross join lateral (values
    ('WHOLE', permission = any (r.whole)),
    ('HELD', permission = any (r.held)),
    ('POOL', r.pooled and permission = 'customers.read' and permission = any (r.held))
) as h (reach, given)
where r.user_id = nova.current_user_id() and r.until > now() and h.given
$$;

grant execute on function nova.reading_scopes(text) to nova_app;
