-- How many notifications the caller has not read.
create or replace function nova.unread_count() returns bigint
language sql stable
set search_path = ''
as $$
select count(*)
from nova.notifications n
where n.user_id = nova.current_user_id() and not n.is_read
$$;

grant execute on function nova.unread_count() to nova_app;
