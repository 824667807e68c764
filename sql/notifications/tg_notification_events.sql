-- A notification came or was read: one event, for its reader.
create or replace function private.tg_notification_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    insert into nova.events (event, entity, entity_id, recipients, data)
    select case when tg_op = 'INSERT' then 'notification.created' else 'notification.read' end,
        'notification', n.id, array[n.user_id], private.event_data(api.notification(n))
    from new_rows n
    order by n.id;
    perform private.wake_readers();
    return null;
end
$$;
