-- Wake the event readers, at most once in ten milliseconds for all writers together.
--
-- NOTIFY costs a short transaction a tenth, and takes one lock for the whole server until after
-- the commit's fsync: in every transaction it left 0.22 of the insert rate at 32 clients. Who comes
-- first in a moment takes its token, and keeps it beyond the transaction (a lock of the session's),
-- so that the others of that moment find it taken. A reader that misses a wake-up, because the one
-- who had the token was slow or failed, polls 25 ms later.
create or replace function private.wake_readers() returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_lock constant int := 668200;
    v_token int := (extract(epoch from clock_timestamp()) * 100)::bigint % 1000000000;
    v_last text := current_setting('nova.token', true);
begin
    if v_last = v_token::text or not pg_try_advisory_lock(v_lock, v_token) then
        return;
    end if;
    if v_last <> '' then
        perform pg_advisory_unlock(v_lock, v_last::int);
    end if;
    perform set_config('nova.token', v_token::text, false), pg_notify('nova_events', '');
end
$$;
