-- The feed that a secret leads to, of somebody who may work.
create or replace function private.feed_of(token_hash bytea) returns setof nova.calendar_feeds
language sql stable rows 1
as $$
select f.*
from nova.calendar_feeds f
join nova.users u on u.id = f.user_id and u.status = 'ACTIVE' and u.deleted_at is null
where f.token_hash = feed_of.token_hash
$$;
