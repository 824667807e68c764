-- Bring a deleted customer back, unless somebody else has their phone by now.
create or replace function nova.restore_customer(customer_id uuid) returns nova.customers
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_customer nova.customers;
    v_rival nova.customers;
begin
    select c.* into v_customer
    from nova.customers c
    where c.id = restore_customer.customer_id and c.deleted_at is not null
    for update;
    if not found
        or not nova.may('customers.delete', v_customer.scope_id, v_customer.user_id)
        or not private.reads_customer(v_customer)
    then
        return null;
    end if;
    select c.* into v_rival
    from nova.customers c
    where c.scope_id = v_customer.scope_id
        and c.phone_e164 = v_customer.phone_e164
        and c.deleted_at is null;
    if found then
        raise exception using
            errcode = 'PT409', message = 'customer_phone_taken', column = 'phone',
            detail = case when private.reads_customer(v_rival)
                then json_build_object('customerId', v_rival.id) else '{}' end;
    end if;
    update nova.customers c
    set deleted_at = null
    where c.id = v_customer.id
    returning c.* into v_customer;
    return v_customer;
end
$$;

grant execute on function nova.restore_customer(uuid) to nova_app;
