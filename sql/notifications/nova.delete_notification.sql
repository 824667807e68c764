-- Take a notification off one's list; one's other devices hear of it. Answers the id, or null when
-- it is not theirs.
create or replace function nova.delete_notification(notification_id uuid) returns uuid
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_notification nova.notifications;
begin
    delete from nova.notifications n
    where n.id = delete_notification.notification_id and n.user_id = nova.current_user_id()
    returning n.* into v_notification;
    insert into nova.events (event, entity, entity_id, recipients, data)
    select 'notification.deleted', 'notification', v_notification.id,
        array[v_notification.user_id], private.event_data(api.notification(v_notification))
    where v_notification.id is not null;
    if found then
        perform private.wake_readers();
    end if;
    return v_notification.id;
end
$$;

grant execute on function nova.delete_notification(uuid) to nova_app;
