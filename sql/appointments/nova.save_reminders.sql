-- How long before an appointment its person is reminded, in minutes, at most five times.
create or replace function nova.save_reminders(appointment_id uuid, minutes int[])
returns nova.appointments
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_appointment nova.appointments := private.lock_appointment(appointment_id);
begin
    perform private.check_reminders(v_appointment.start_datetime, to_jsonb(minutes));
    update nova.appointments a
    set reminders = to_jsonb(array(select distinct m from unnest(minutes) as m order by m desc))
    where a.id = v_appointment.id
    returning a.* into v_appointment;
    return v_appointment;
end
$$;

grant execute on function nova.save_reminders(uuid, int[]) to nova_app;
