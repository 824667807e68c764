-- A notification came, says something else by now, or was read: one event, for its reader.
create or replace function private.tg_notification_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    if tg_op = 'INSERT' then
        insert into nova.events (event, entity, entity_id, recipients, data)
        select 'notification.created', 'notification', n.id, array[n.user_id],
            private.event_data(api.notification(n))
        from new_rows n
        order by n.id;
    else
        insert into nova.events (event, entity, entity_id, recipients, data)
        select case when n.is_read then 'notification.read' else 'notification.updated' end,
            'notification', n.id, array[n.user_id], private.event_data(api.notification(n))
        from new_rows n
        join old_rows o on o.id = n.id
            and (n.is_read, n.title, n.message) is distinct from (o.is_read, o.title, o.message)
        order by n.id;
    end if;
    if found then
        perform private.wake_readers();
    end if;
    return null;
end
$$;
