-- Wake the event readers, but only where the token is free.
--
-- NOTIFY takes one lock for the whole server until after the commit's fsync: in every transaction
-- it left 0.22 of the insert rate at 32 clients, with a token 0.9. The token is another one every
-- 25 ms, so that a transaction which stays open keeps only its own moment's for itself. A reader
-- that misses a wake-up polls 25 ms later.
create or replace function private.wake_readers() returns void
language sql volatile
set search_path = ''
as $$
select pg_notify('nova_events', '')
where pg_try_advisory_xact_lock(668200,
    ((extract(epoch from clock_timestamp()) * 40)::bigint % 1000000000)::int)
$$;
