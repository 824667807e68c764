-- Subscriptions began or changed: one event each, for whose they are.
create or replace function private.tg_subscription_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    insert into nova.events (event, entity, entity_id, recipients, data)
    select 'subscription.updated', 'subscription', n.id, array[n.user_id],
        private.event_data(api.subscription(n, p))
    from new_rows n
    join nova.subscription_plans p on p.id = n.plan_id
    order by n.id;
    if found then
        perform private.wake_readers();
    end if;
    return null;
end
$$;
