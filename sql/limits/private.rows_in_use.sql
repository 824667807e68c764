-- Counted from the rows: what each scope (one, or all of them) uses of each limit.
create or replace function private.rows_in_use(scope uuid default null)
returns table (scope_id uuid, key text, used int)
language sql stable
as $$
select c.scope_id, 'maxCustomers', count(*)::int
from nova.customers c
where c.deleted_at is null and c.merged_into_id is null and (scope is null or c.scope_id = scope)
group by c.scope_id
union all
select p.scope_id, 'maxProperties', count(*)::int
from nova.properties p
where p.deleted_at is null and (scope is null or p.scope_id = scope)
group by p.scope_id
union all
select o.scope_id, 'maxActiveOffers', count(*)::int
from nova.offers o
where o.deleted_at is null and o.status = 'ACTIVE' and (scope is null or o.scope_id = scope)
group by o.scope_id
union all
select r.scope_id, 'maxActiveRequests', count(*)::int
from nova.requests r
where r.deleted_at is null and r.status = 'ACTIVE' and (scope is null or r.scope_id = scope)
group by r.scope_id
$$;
