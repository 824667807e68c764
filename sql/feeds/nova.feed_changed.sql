-- When what a feed shows last changed: two index reads, so that a phone that polls costs no more.
create or replace function nova.feed_changed(token_hash bytea) returns json
language sql stable security definer
set search_path = ''
as $$
select json_build_object('changedAt', greatest(f.rotated_at,
    (select max(a.updated_at) from nova.appointments a where a.user_id = f.user_id),
    (select max(t.updated_at) from nova.tasks t where t.holder_id = f.user_id)))
from private.feed_of(feed_changed.token_hash) as f
$$;

grant execute on function nova.feed_changed(bytea) to nova_app;
