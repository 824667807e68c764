-- The breaks of somebody's working days around a span.
create or replace function private.breaks_of(user_id uuid, span tstzrange) returns tstzmultirange
language sql stable
as $$
select coalesce(range_agg(private.clock_range(day + h.break_start, day + h.break_end, zone)), '{}')
from private.zone_of(breaks_of.user_id) as zone
cross join lateral private.days_around(span, zone) as day
cross join lateral private.hours_of(breaks_of.user_id, day) as h
where h.break_start is not null
$$;
