-- An appointment, as its broker sees it.
create or replace function api.appointment(appointment nova.appointments) returns json
language sql stable
as $$
select json_build_object(
    'id', appointment.id,
    'userId', appointment.user_id,
    'teamId', appointment.team_id,
    'customerId', appointment.customer_id,
    'propertyId', appointment.property_id,
    'title', appointment.title,
    'description', appointment.description,
    'type', appointment.type,
    'startDatetime', appointment.start_datetime,
    'endDatetime', appointment.end_datetime,
    'duration', appointment.duration,
    'timezone', appointment.timezone,
    'location', appointment.location,
    'googleMapsUrl', appointment.google_maps_url,
    'isVirtual', appointment.is_virtual,
    'meetingUrl', appointment.meeting_url,
    'status', appointment.status,
    'cancelledReason', appointment.cancelled_reason,
    'outcome', appointment.outcome,
    'earlierTimes', appointment.earlier_times,
    'customerResponse', appointment.customer_response,
    'respondedAt', appointment.responded_at,
    'reminders', appointment.reminders,
    'rrule', (
        select s.rrule from nova.appointment_series s where s.id = appointment.series_id),
    'seriesId', appointment.series_id,
    'recurrenceId', appointment.recurrence_id,
    'isDetached', appointment.is_detached,
    'notes', appointment.notes,
    'createdAt', appointment.created_at,
    'updatedAt', appointment.updated_at,
    'version', appointment.version)
$$;

grant execute on function api.appointment(nova.appointments) to nova_app;
