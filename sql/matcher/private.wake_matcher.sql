-- Wake the matcher, but only where the token is free: NOTIFY takes one lock for the whole server. A
-- matcher that misses a wake-up looks half a second later.
create or replace function private.wake_matcher() returns void
language sql volatile
set search_path = ''
as $$
select pg_notify('nova_matches', '')
where pg_try_advisory_xact_lock(6682000004)
$$;
