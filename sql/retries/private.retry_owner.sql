-- Whose Idempotency-Key this is: the caller's. Who has not logged in is known by nothing but what
-- they send, so theirs is a room a request: two strangers who take the same key do not meet.
create or replace function private.retry_owner(fingerprint bytea) returns uuid
language sql stable
as $$
select coalesce(nova.current_user_id(), md5(fingerprint)::uuid)
$$;
