-- What speaks against times of somebody's without forbidding them: outside of their hours, in their
-- break, on a holiday. Each as private.refuse takes it, where they forbid it nevertheless.
--
-- Their hours are worked out once, for all the time from the first to the last.
create or replace function private.calendar_warnings(user_id uuid, spans tstzrange[])
returns table (span tstzrange, warning jsonb)
language sql stable
as $$
with whole as materialized (
    select zone, private.office_hours(calendar_warnings.user_id, hull.span) as office,
        private.breaks_of(calendar_warnings.user_id, hull.span) as breaks
    from (
        select tstzrange(min(lower(s)), max(upper(s))) as span from unnest(spans) as s) as hull
    cross join private.zone_of(calendar_warnings.user_id) as zone
)
select s, w.warning
from whole
cross join unnest(spans) as s
cross join lateral json_build_object('startDatetime', lower(s)) as params
cross join lateral (
    select 1 as place,
        private.blocker(422, 'appointment_off_hours', 'startDatetime', params) as warning
    where not s <@ whole.office
    union all
    select 2, private.blocker(422, 'appointment_on_break', 'startDatetime', params)
    where s && whole.breaks
    union all
    (
        select 3, private.blocker(422, 'appointment_on_holiday', 'startDatetime',
            json_build_object('holiday', h.name_en, 'holidayAr', h.name_ar,
                'startDatetime', lower(s)))
        from private.days_around(s, whole.zone) as day
        cross join lateral private.holidays_on(calendar_warnings.user_id, day) as h
        where tstzrange(day::timestamp at time zone whole.zone,
            (day + 1)::timestamp at time zone whole.zone) && s
        order by day
        limit 1)
) as w
order by s, w.place
$$;
