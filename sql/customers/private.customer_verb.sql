-- What a customer's change is called in the log of events.
create or replace function private.customer_verb(n nova.customers, o nova.customers) returns text
language sql immutable
as $$
select case
    when n.deleted_at is not null and o.deleted_at is null then 'customer.deleted'
    when n.assigned_to is distinct from o.assigned_to then 'customer.assigned'
    when n.status = 'ARCHIVED' and o.status <> 'ARCHIVED' then 'customer.archived'
    else 'customer.updated'
end
$$;
