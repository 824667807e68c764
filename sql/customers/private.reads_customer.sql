-- Whether the caller may read this customer: the rule of the policy customers_read, for definer
-- functions.
create or replace function private.reads_customer(customer nova.customers) returns boolean
language sql stable
set search_path = ''
as $$
select nova.may('customers.read', customer.scope_id, customer.holder_id)
    or (customer.assigned_to is null
        and customer.scope_id in (select s from nova.pool_scopes() as s))
$$;
