-- The days of the log that no cursor can still need, and whether one was left half taken away.
--
-- A cursor is good for three days; an hour more for what was being written when it was given.
create or replace function private.days_past() returns table (day text, pending boolean)
language sql stable
set search_path = ''
as $$
select c.relname::text, i.inhdetachpending
from pg_inherits i
join pg_class c on c.oid = i.inhrelid
where i.inhparent = 'nova.events'::regclass
    and c.relname ~ '^events_\d{8}$'
    and to_date(right(c.relname, 8), 'YYYYMMDD') + 1
        < (now() at time zone 'UTC') - interval '3 days 1 hour'
order by c.relname
$$;
