-- An appointment was held, and what came of it; its customer was spoken with.
create or replace function nova.complete_appointment(appointment_id uuid, outcome text)
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
    v_appointment := private.end_appointment(v_appointment, 'COMPLETED', null, outcome);
    update nova.customers c
    set last_contact = least(now(), v_appointment.end_datetime)
    where c.id = v_appointment.customer_id
        and (c.last_contact is null
            or c.last_contact < least(now(), v_appointment.end_datetime));
    return v_appointment;
end
$$;

grant execute on function nova.complete_appointment(uuid, text) to nova_app;
