-- An appointment as a calendar file has it, under the UID of its series where it is of one.
create or replace function private.calendar_event(appointment nova.appointments) returns jsonb
language sql stable
as $$
select jsonb_build_object(
    'uid', coalesce(appointment.series_id, appointment.id),
    'title', appointment.title,
    'description', appointment.description,
    'location', coalesce(appointment.location, appointment.meeting_url),
    'startDatetime', appointment.start_datetime,
    'endDatetime', appointment.end_datetime,
    'timezone', appointment.timezone,
    'status', appointment.status,
    'rrule', null,
    'exdates', '{}'::timestamptz[],
    'recurrenceId', null,
    'seriesTimezone', null,
    'createdAt', appointment.created_at,
    'updatedAt', appointment.updated_at,
    'sequence', appointment.version - 1)
$$;
