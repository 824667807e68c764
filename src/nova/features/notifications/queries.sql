-- list_notifications(unread boolean, type text, cursor text, page_size int, with_total boolean) -> NotificationPage
with recent as (
    select n.*
    from nova.notifications n
    cross join private.read_cursor(:cursor) as after
    where n.user_id = nova.current_user_id()
        and (:unread is null or n.is_read <> :unread)
        and (:type is null or n.type = :type)
        and (n.created_at, n.id) < (after.at, after.id)
    order by n.created_at desc, n.id desc
    limit :page_size + 1
)
select api.page(array_agg(api.notification(recent) order by recent.created_at desc, recent.id desc),
    :page_size,
    case when :with_total then (
        select count(*) from (
            select from nova.notifications n
            where n.user_id = nova.current_user_id()
                and (:unread is null or n.is_read <> :unread)
                and (:type is null or n.type = :type)
            limit 10000) as counted) end)
from recent

-- count_unread() -> UnreadCount
select json_build_object('count', nova.unread_count())

-- read_notification(notification_id uuid) -> Notification
-- Reading twice keeps the first time.
update nova.notifications as n
set is_read = true, read_at = coalesce(n.read_at, now())
where n.id = :notification_id and n.user_id = nova.current_user_id()
returning api.notification(n)

-- read_all_notifications(type text) -> ReadCount
select nova.read_all_notifications(:type)

-- delete_notification(notification_id uuid) -> nothing
select nova.delete_notification(:notification_id)

-- list_notification_types() -> NotificationKinds
select json_build_object('data', json_agg(api.notification_type(t) order by t.place))
from nova.notification_types t

-- show_notification_settings() -> NotificationSettings
select nova.show_notification_settings()

-- save_notification_settings(quiet_hours jsonb, types jsonb) -> NotificationSettings
select nova.save_notification_settings(:quiet_hours, :types)
