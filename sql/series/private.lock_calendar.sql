-- One at a time writes many appointments of somebody's, or moves one: two series that cross would
-- wait for each other's rows. Taken before any of their rows. Whoever waits holds a connection that
-- others would use: after a second it is refused as `busy`, to come again.
create or replace function private.lock_calendar(user_id uuid) returns void
language sql volatile
set search_path = ''
set lock_timeout = '1s'
as $$
select pg_advisory_xact_lock(668202, hashtext(user_id::text))
$$;
