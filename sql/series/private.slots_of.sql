-- When a series comes, each with its place in it, from the first on; what was taken off it stands
-- here too.
create or replace function private.slots_of(series nova.appointment_series)
returns table (place bigint, at timestamptz)
language sql stable
as $$
select row_number() over (order by o), o at time zone series.timezone
from private.occurrences(private.read_rrule(series.rrule, series.timezone), series.starts_at,
    series.timezone) as o
$$;
