-- A customer changed: one event a row and audience.
create or replace function private.tg_customer_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    if tg_op = 'INSERT' then
        insert into nova.events (event, entity, entity_id, recipients, data)
        select 'customer.created', 'customer', n.id, audience.recipients,
            private.event_data(api.customer(n, audience.masked))
        from new_rows n
        cross join lateral private.customer_audience(n, n) as audience;
    else
        insert into nova.events (event, entity, entity_id, recipients, data)
        select
            case
                when n.deleted_at is not null and o.deleted_at is null then 'customer.deleted'
                when n.assigned_to is distinct from o.assigned_to then 'customer.assigned'
                when n.status = 'ARCHIVED' and o.status <> 'ARCHIVED' then 'customer.archived'
                else 'customer.updated'
            end,
            'customer', n.id, audience.recipients,
            private.event_data(api.customer(n, audience.masked))
        from new_rows n
        join old_rows o on o.id = n.id
        cross join lateral private.customer_audience(n, o) as audience
        order by n.id;
    end if;
    if found then
        perform private.wake_readers();
    end if;
    return null;
end
$$;
