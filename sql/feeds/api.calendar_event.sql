-- An appointment as a calendar file has it.
create or replace function api.calendar_event(appointment nova.appointments) returns json
language sql stable
as $$
select json_build_object(
    'id', appointment.id,
    'title', appointment.title,
    'description', appointment.description,
    'location', coalesce(appointment.location, appointment.meeting_url),
    'startDatetime', appointment.start_datetime,
    'endDatetime', appointment.end_datetime,
    'timezone', appointment.timezone,
    'status', appointment.status,
    'createdAt', appointment.created_at,
    'updatedAt', appointment.updated_at,
    'version', appointment.version)
$$;

grant execute on function api.calendar_event(nova.appointments) to nova_app;
