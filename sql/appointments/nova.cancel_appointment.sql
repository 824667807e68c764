-- An appointment will not be, and why; its time is free again.
create or replace function nova.cancel_appointment(appointment_id uuid, reason text)
returns nova.appointments
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_appointment nova.appointments := private.lock_appointment(appointment_id);
begin
    if v_appointment.id is null then
        return null;
    end if;
    if v_appointment.status <> 'CANCELLED' then
        v_appointment := private.end_appointment(v_appointment, 'CANCELLED', reason, null);
        perform private.tell_of_appointment(v_appointment, 'appointment_cancelled');
    end if;
    return v_appointment;
end
$$;

grant execute on function nova.cancel_appointment(uuid, text) to nova_app;
