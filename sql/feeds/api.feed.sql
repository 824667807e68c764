-- What the app makes a feed's address of.
create or replace function api.feed(feed nova.calendar_feeds) returns json
language sql stable
as $$
select json_build_object('nonce', encode(feed.nonce, 'hex'), 'tasksAs', feed.tasks_as,
    'rotatedAt', feed.rotated_at)
$$;

grant execute on function api.feed(nova.calendar_feeds) to nova_app;
