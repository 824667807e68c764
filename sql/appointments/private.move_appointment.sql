-- Bring an appointment to another time, in its place of its series; what it was stays with it. One
-- that was cancelled, or to which nobody came, stands again; what its customer answered was of the
-- time before.
create or replace function private.move_appointment(
    appointment_id uuid, span tstzrange, is_detached boolean, series_id uuid,
    recurrence_id timestamptz
) returns nova.appointments
language sql volatile
as $$
update nova.appointments a
set start_datetime = lower(span), end_datetime = upper(span),
    status = case
        when a.status in ('CANCELLED', 'NO_SHOW') or a.customer_response is not null
        then 'SCHEDULED' else a.status end,
    customer_response = null, responded_at = null, cancelled_reason = null,
    ics_sequence = a.ics_sequence + 1,
    is_detached = move_appointment.is_detached, series_id = move_appointment.series_id,
    recurrence_id = move_appointment.recurrence_id,
    earlier_times = jsonb_path_query_array(a.earlier_times, '$[last - 48 to last]')
        || jsonb_build_object('startDatetime', a.start_datetime,
            'endDatetime', a.end_datetime, 'movedAt', now())
where a.id = move_appointment.appointment_id
returning a.*
$$;
