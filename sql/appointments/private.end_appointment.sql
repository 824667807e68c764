-- Bring an appointment to another state, with what is said of it; one that is there already stays
-- as it is.
create or replace function private.end_appointment(
    appointment nova.appointments, status text, reason text, outcome text
) returns nova.appointments
language plpgsql volatile
set search_path = ''
as $$
declare
    v_appointment nova.appointments;
begin
    if appointment.status = end_appointment.status then
        return appointment;
    end if;
    if end_appointment.status in ('COMPLETED', 'NO_SHOW')
        and appointment.start_datetime > now()
    then
        raise exception using
            errcode = 'PT409', message = 'appointment_not_begun', column = 'status';
    end if;
    update nova.appointments a
    set status = end_appointment.status, cancelled_reason = reason,
        outcome = coalesce(end_appointment.outcome, a.outcome), ics_sequence = a.ics_sequence + 1
    where a.id = appointment.id
    returning a.* into v_appointment;
    return v_appointment;
end
$$;
