-- Take an appointment off the calendar; of a series this one (THIS), with those that follow it
-- (FOLLOWING), or all that are still to come (ALL). Definer, because deleted_at is no column a
-- client may set: it checks the right itself. Answers how many, or null when not theirs.
create or replace function nova.delete_appointment(appointment_id uuid, scope text) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_appointment nova.appointments := private.lock_in_calendar(appointment_id);
begin
    if v_appointment.id is null then
        return null;
    end if;
    perform private.tell_of_appointment(v_appointment, 'appointment_cancelled');
    if scope <> 'THIS' and v_appointment.series_id is not null then
        return json_build_object('count', private.delete_series(v_appointment, scope));
    end if;
    update nova.appointments a set deleted_at = now() where a.id = v_appointment.id;
    return json_build_object('count', 1);
end
$$;

grant execute on function nova.delete_appointment(uuid, text) to nova_app;
