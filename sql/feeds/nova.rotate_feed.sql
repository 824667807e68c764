-- Follow one's calendar under a new secret; the one before leads nowhere any more.
create or replace function nova.rotate_feed(nonce bytea, token_hash bytea, tasks_as text)
returns nova.calendar_feeds
language sql volatile security definer
set search_path = ''
as $$
insert into nova.calendar_feeds as f (user_id, nonce, token_hash, tasks_as)
values (nova.current_user_id(), rotate_feed.nonce, rotate_feed.token_hash, rotate_feed.tasks_as)
on conflict (user_id) do update
set nonce = excluded.nonce, token_hash = excluded.token_hash, tasks_as = excluded.tasks_as,
    rotated_at = now()
returning f.*
$$;

grant execute on function nova.rotate_feed(bytea, bytea, text) to nova_app;
