-- One at a time writes many appointments of somebody's, or moves one: two series that cross would
-- wait for each other's rows. Taken before any of their rows.
create or replace function private.lock_calendar(user_id uuid) returns void
language sql volatile
as $$
select pg_advisory_xact_lock(668202, hashtext(user_id::text))
$$;
