-- Read everything that is unread, or all of one type; answers how many that were.
--
-- Runs as the caller, so the policies guard it. A function, because a statement whose answer may be
-- kept (src/nova/http/idempotency.py) cannot change rows below its top level.
create or replace function nova.read_all_notifications(type text) returns json
language sql volatile
set search_path = ''
as $$
with done as (
    update nova.notifications as n
    set is_read = true, read_at = now()
    where n.user_id = nova.current_user_id()
        and not n.is_read
        and (read_all_notifications.type is null or n.type = read_all_notifications.type)
    returning n.id
)
select json_build_object('read', count(*)) from done
$$;

grant execute on function nova.read_all_notifications(text) to nova_app;
