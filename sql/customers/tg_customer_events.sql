-- A customer changed: one event a row, for everyone who may read it, before or after.
create or replace function private.tg_customer_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    if tg_op = 'INSERT' then
        insert into nova.events (event, entity, entity_id, recipients, data)
        select 'customer.created', 'customer', n.id,
            private.readers('customers.read', n.team_id, n.user_id, n.holder_id),
            private.event_data(api.customer(n))
        from new_rows n;
    else
        insert into nova.events (event, entity, entity_id, recipients, data)
        select
            case
                when n.deleted_at is not null and o.deleted_at is null then 'customer.deleted'
                when n.assigned_to is distinct from o.assigned_to then 'customer.assigned'
                when n.status = 'ARCHIVED' and o.status <> 'ARCHIVED' then 'customer.archived'
                else 'customer.updated'
            end,
            'customer', n.id,
            array(
                select unnest(
                    private.readers('customers.read', n.team_id, n.user_id, n.holder_id)
                    || private.readers('customers.read', o.team_id, o.user_id, o.holder_id))
                group by 1),
            private.event_data(api.customer(n))
        from new_rows n
        join old_rows o on o.id = n.id
        order by n.id;
    end if;
    perform private.wake_readers();
    return null;
end
$$;
