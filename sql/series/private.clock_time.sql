-- A time by somebody's clock, as a sentence says it.
create or replace function private.clock_time(at timestamp) returns text
language sql immutable
as $$
select to_char(at, 'YYYY-MM-DD HH24:MI')
$$;
