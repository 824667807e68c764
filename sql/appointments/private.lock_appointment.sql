-- One of the appointments that the caller keeps, locked against change; null when it is none of
-- theirs to read.
create or replace function private.lock_appointment(appointment_id uuid) returns nova.appointments
language plpgsql volatile
set search_path = ''
as $$
declare
    v_appointment nova.appointments;
begin
    select a.* into v_appointment
    from nova.appointments a
    where a.id = lock_appointment.appointment_id and a.deleted_at is null
    for no key update;
    if not found or not private.reads_appointment(v_appointment) then
        return null;
    end if;
    if not nova.may('appointments.write', v_appointment.scope_id, v_appointment.user_id) then
        raise exception using
            errcode = 'PT403', message = 'forbidden';
    end if;
    perform private.require_version(v_appointment.id, v_appointment.version);
    return v_appointment;
end
$$;
