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
    v_customer nova.customers := private.changeable_customer(customer_id);
    v_activity nova.customer_activities;
begin
    if v_customer.id is null then
        return null;
    end if;
    insert into nova.customer_activities as a (customer_id, type, description, metadata)
    values (v_customer.id, log_activity.type, log_activity.description, log_activity.metadata)
    returning a.* into v_activity;
    return v_activity;
end
$$;

grant execute on function nova.log_activity(uuid, text, text, jsonb) to nova_app;
