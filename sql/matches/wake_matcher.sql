-- Wake the matcher, but only where the token is free, as private.wake_readers does and for the same
-- reason; a matcher that misses a wake-up looks half a second later.
create or replace function private.wake_matcher() returns void
language sql volatile
set search_path = ''
as $$
select pg_notify('nova_matches', '')
where pg_try_advisory_xact_lock(6682000004)
$$;
