-- Wake the event readers, at most once in ten milliseconds for all writers together.
--
-- NOTIFY costs a short transaction a tenth, and takes one lock for the whole server until after
-- the commit's fsync: in every transaction it left 0.22 of the insert rate at 32 clients. Who comes
-- first in a moment writes it down where all see it at once, and the others of that moment leave
-- it at that. A reader that misses a wake-up, because the one who was first is slow or fails, polls
-- 25 ms later.
create or replace function private.wake_readers() returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_moment bigint := floor(extract(epoch from clock_timestamp()) * 100);
begin
    if (select w.last_value from private.wake_ups w) <> v_moment then
        perform setval('private.wake_ups', v_moment), pg_notify('nova_events', '');
    end if;
end
$$;
