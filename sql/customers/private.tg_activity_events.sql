-- Something was logged: one event, for everyone who may read the customer.
create or replace function private.tg_activity_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    insert into nova.events (event, entity, entity_id, recipients, data)
    select 'customer.activity.created', 'customer_activity', n.id,
        readers,
        private.event_data(api.activity(n))
    from new_rows n
    join nova.customers c on c.id = n.customer_id
    cross join private.readers('customers.read', c.team_id, c.user_id, c.holder_id,
        c.assigned_to is null) as readers;
    if found then
        perform private.wake_readers();
    end if;
    return null;
end
$$;
