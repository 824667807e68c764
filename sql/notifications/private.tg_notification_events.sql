-- A notification came or was read: one event, for its reader.
create or replace function private.tg_notification_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_notifications nova.notifications[];
begin
    if tg_op = 'INSERT' then
        v_notifications := array(select n from new_rows n);
    else
        v_notifications := array(select n from new_rows n join old_rows o on o.id = n.id
            where n.is_read and not o.is_read);
    end if;
    insert into nova.events (event, entity, entity_id, recipients, data)
    select case when tg_op = 'INSERT' then 'notification.created' else 'notification.read' end,
        'notification', n.id, array[n.user_id], private.event_data(api.notification(n))
    from unnest(v_notifications) as n
    order by n.id;
    if found then
        perform private.wake_readers();
    end if;
    return null;
end
$$;
