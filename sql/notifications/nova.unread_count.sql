-- How many notifications the caller has not read: a figure that is kept, so that many cost no more
-- than few. Definer: moves that are not folded yet are the rules' own.
create or replace function nova.unread_count() returns bigint
language sql stable security definer
set search_path = ''
as $$
select coalesce((
    select (s.figures ->> 'unreadNotifications')::bigint
    from private.current_stats(nova.current_user_id()) as s), 0)
$$;

grant execute on function nova.unread_count() to nova_app;
