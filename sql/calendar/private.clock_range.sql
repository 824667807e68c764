-- From one time of a wall clock to another; nothing where the clock leaps over both, as in spring.
create or replace function private.clock_range(begins timestamp, ends timestamp, zone text)
returns tstzrange
language sql immutable
as $$
select tstzrange(
    begins at time zone zone, greatest(begins at time zone zone, ends at time zone zone))
$$;
