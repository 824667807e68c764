-- When somebody works around a span, holidays and breaks left aside, in their own zone.
create or replace function private.office_hours(user_id uuid, span tstzrange)
returns tstzmultirange
language sql stable
as $$
select coalesce(range_agg(private.clock_range(day + h.start_time, day + h.end_time, zone)), '{}')
from private.zone_of(office_hours.user_id) as zone
cross join lateral private.days_around(span, zone) as day
cross join lateral private.hours_of(office_hours.user_id, day) as h
$$;
