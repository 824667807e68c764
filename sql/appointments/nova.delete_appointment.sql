-- Take an appointment off the calendar. Definer, because deleted_at is no column a client may set:
-- it checks the right itself. Answers the id, or null when not theirs.
create or replace function nova.delete_appointment(appointment_id uuid) returns uuid
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_appointment nova.appointments := private.lock_appointment(appointment_id);
begin
    update nova.appointments a set deleted_at = now() where a.id = v_appointment.id;
    return v_appointment.id;
end
$$;

grant execute on function nova.delete_appointment(uuid) to nova_app;
