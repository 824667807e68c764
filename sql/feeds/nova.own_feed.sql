-- One's own feed, if there is one.
create or replace function nova.own_feed() returns setof nova.calendar_feeds
language sql stable security definer rows 1
set search_path = ''
as $$
select f.* from nova.calendar_feeds f where f.user_id = nova.current_user_id()
$$;

grant execute on function nova.own_feed() to nova_app;
