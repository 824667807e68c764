-- The figures that a customer counts in: its owner's, while it is not deleted.
create or replace function private.customer_figures(customer nova.customers) returns text[]
language sql immutable parallel safe
as $$
select case when customer.deleted_at is null then array_remove(array[
    'totalCustomers',
    case when customer.status = 'ACTIVE' then 'activeCustomers' end,
    case when customer.is_vip then 'vipCustomers' end], null) end
$$;
