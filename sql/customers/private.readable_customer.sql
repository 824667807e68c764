-- A customer whom the caller may read; null when they may not, or there is none.
create or replace function private.readable_customer(customer_id uuid) returns nova.customers
language sql stable
set search_path = ''
as $$
select c.*
from nova.customers c
where c.id = readable_customer.customer_id and c.deleted_at is null and private.reads_customer(c)
$$;
