-- Log a call, a visit, a message or a note with a customer whom the caller may change.
--
-- Null when they do not see the customer; refused when they only may read.
create or replace function nova.log_activity(
    customer_id uuid, type text, description text, metadata jsonb
) returns nova.customer_activities
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_customer nova.customers;
    v_activity nova.customer_activities;
begin
    select c.* into v_customer
    from nova.customers c
    where c.id = log_activity.customer_id and c.deleted_at is null;
    if not found or not private.reads_customer(v_customer) then
        return null;
    end if;
    if not nova.may('customers.update', v_customer.scope_id, v_customer.holder_id) then
        raise exception using
            errcode = 'PT403', message = 'forbidden';
    end if;
    insert into nova.customer_activities as a (customer_id, type, description, metadata)
    values (v_customer.id, log_activity.type, log_activity.description, log_activity.metadata)
    returning a.* into v_activity;
    return v_activity;
end
$$;

grant execute on function nova.log_activity(uuid, text, text, jsonb) to nova_app;
