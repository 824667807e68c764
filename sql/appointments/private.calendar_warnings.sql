-- What speaks against a time without forbidding it: outside of somebody's hours, in their break, on
-- a holiday. Each as private.refuse takes it, where they forbid it nevertheless.
create or replace function private.calendar_warnings(user_id uuid, span tstzrange) returns jsonb[]
language sql stable
as $$
select array_remove(array[
    case when not span <@ private.office_hours(user_id, span)
        then private.blocker(422, 'appointment_off_hours', 'startDatetime') end,
    case when span && private.breaks_of(user_id, span)
        then private.blocker(422, 'appointment_on_break', 'startDatetime') end,
    (
        select private.blocker(422, 'appointment_on_holiday', 'startDatetime',
            json_build_object('holiday', h.name_en, 'holidayAr', h.name_ar))
        from private.zone_of(calendar_warnings.user_id) as zone
        cross join lateral private.days_around(span, zone) as day
        cross join lateral private.holidays_on(calendar_warnings.user_id, day) as h
        where tstzrange(day::timestamp at time zone zone, (day + 1)::timestamp at time zone zone)
            && span
        order by day
        limit 1)], null)
$$;
