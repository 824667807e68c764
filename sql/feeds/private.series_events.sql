-- A series as a calendar file has it (RFC 5545, section 3.8.4.4): its rule with what most of its
-- appointments say and the times at which none is left, then each appointment that says otherwise.
--
-- Its sequence is the tenths of a second from its making to the last change of any of its rows: it
-- grows with each change, and no change has to write it.
create or replace function private.series_events(series_id uuid) returns setof jsonb
language sql stable
as $$
with kept as (
    select private.calendar_event(a) as event, a.recurrence_id, a.is_detached,
        a.end_datetime - a.start_datetime as length,
        a.start_datetime = a.recurrence_id as is_in_time,
        (a.title, a.description, coalesce(a.location, a.meeting_url), a.duration, a.status,
            a.timezone)::text as said
    from nova.appointments a
    where a.series_id = series_events.series_id and a.deleted_at is null
),
main as (
    select k.*
    from kept k
    order by k.is_detached, k.event ->> 'status' = 'SCHEDULED' desc, k.recurrence_id desc
    limit 1
),
series as (
    select s.rrule, s.timezone, s.starts_at at time zone s.timezone as begins,
        array(
            select slot.at
            from private.slots_of(s) as slot
            where slot.at not in (select k.recurrence_id from kept k)) as exdates,
        jsonb_build_object('createdAt', s.created_at, 'updatedAt', changed.at,
            'sequence', (extract(epoch from changed.at - s.created_at) * 10)::bigint) as dates
    from nova.appointment_series s
    cross join lateral (
        select greatest(s.updated_at, max(a.updated_at)) as at
        from nova.appointments a
        where a.series_id = s.id) as changed
    where s.id = series_events.series_id
)
select m.event || s.dates || jsonb_build_object('startDatetime', s.begins,
    'endDatetime', s.begins + m.length, 'timezone', s.timezone, 'rrule', s.rrule,
    'exdates', s.exdates)
from series s
cross join main m
union all
select k.event || s.dates || jsonb_build_object('recurrenceId', k.recurrence_id,
    'seriesTimezone', s.timezone)
from series s
cross join main m
cross join kept k
where not k.is_in_time or k.said <> m.said
$$;
