-- Give a team's customer to one of its active members, or to nobody: then its owner holds it again.
--
-- Definer, because assigned_to is no column a client may set: it checks the right itself.
create or replace function nova.assign_customer(customer_id uuid, assigned_to uuid)
returns nova.customers
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_customer nova.customers;
begin
    select c.* into v_customer
    from nova.customers c
    where c.id = assign_customer.customer_id and c.deleted_at is null
    for update;
    if not found or not private.reads_customer(v_customer) then
        return null;
    end if;
    if not nova.may('customers.assign', v_customer.scope_id, v_customer.user_id) then
        raise exception using
            errcode = 'PT403', message = 'forbidden';
    end if;
    if assign_customer.assigned_to is not null
        and not (v_customer.team_id is not null
            and private.may_hold(assign_customer.assigned_to, v_customer.team_id))
    then
        raise exception using
            errcode = 'PT422', message = 'assignee_unknown', column = 'assignedTo';
    end if;
    update nova.customers c
    set assigned_to = assign_customer.assigned_to
    where c.id = v_customer.id
    returning c.* into v_customer;
    insert into nova.customer_activities (customer_id, type, metadata)
    values (v_customer.id, 'ASSIGNED', jsonb_build_object('assignedTo', v_customer.assigned_to));
    perform private.tell(v_customer.assigned_to, 'customer_assigned', jsonb_build_object(
        'name', v_customer.name, 'by', private.name_of(nova.current_user_id())),
        'customer', v_customer.id)
    where v_customer.assigned_to <> nova.current_user_id();
    return v_customer;
end
$$;

grant execute on function nova.assign_customer(uuid, uuid) to nova_app;
