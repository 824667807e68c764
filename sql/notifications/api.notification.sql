-- A notification, as its reader sees it.
create or replace function api.notification(notification nova.notifications) returns json
language sql stable
as $$
select json_build_object(
    'id', notification.id,
    'title', notification.title,
    'message', notification.message,
    'type', notification.type,
    'category', notification.category,
    'actionUrl', notification.action_url,
    'actionLabel', notification.action_label,
    'isRead', notification.is_read,
    'readAt', notification.read_at,
    'priority', notification.priority,
    'relatedEntityType', notification.related_entity_type,
    'relatedEntityId', notification.related_entity_id,
    'createdAt', notification.created_at)
$$;

grant execute on function api.notification(nova.notifications) to nova_app;
