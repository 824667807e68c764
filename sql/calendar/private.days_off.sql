-- The holidays of somebody around a span, whole days of their zone.
create or replace function private.days_off(user_id uuid, span tstzrange) returns tstzmultirange
language sql stable
as $$
select coalesce(range_agg(tstzrange(
    day::timestamp at time zone zone, (day + 1)::timestamp at time zone zone)), '{}')
from private.zone_of(days_off.user_id) as zone
cross join lateral private.days_around(span, zone) as day
where exists (select from private.holidays_on(days_off.user_id, day))
$$;
