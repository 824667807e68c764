-- Put a customer away; they can be restored. Their requests and properties stay as they are.
--
-- A broker deletes what they own, not what they were only given. Definer, because deleted_at is no
-- column a client may set: it checks the right itself. Answers the id, or null when not theirs.
create or replace function nova.delete_customer(customer_id uuid) returns uuid
language sql volatile security definer
set search_path = ''
as $$
update nova.customers c
set deleted_at = now()
where c.id = customer_id
    and c.deleted_at is null
    and nova.may('customers.delete', c.scope_id, c.user_id)
    and private.reads_customer(c)
returning c.id
$$;

grant execute on function nova.delete_customer(uuid) to nova_app;
