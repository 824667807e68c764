-- A customer whom the caller may change. Null when they do not see them; refused when they only may
-- read.
create or replace function private.changeable_customer(customer_id uuid) returns nova.customers
language plpgsql stable
set search_path = ''
as $$
declare
    v_customer nova.customers := private.readable_customer(customer_id);
begin
    if v_customer.id is not null
        and not nova.may('customers.update', v_customer.scope_id, v_customer.holder_id)
    then
        raise exception using
            errcode = 'PT403', message = 'forbidden';
    end if;
    return v_customer;
end
$$;
