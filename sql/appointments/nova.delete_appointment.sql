-- Take an appointment off the calendar; of a series this one (THIS), with those that follow it
-- (FOLLOWING), or all that are still to come (ALL). Definer, because deleted_at is no column a
-- client may set: it checks the right itself. Answers how many, or null when not theirs.
create or replace function nova.delete_appointment(appointment_id uuid, scope text) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_appointment nova.appointments := private.lock_in_calendar(appointment_id);
    v_count int := 1;
begin
    if v_appointment.id is null then
        return null;
    elsif scope <> 'THIS' and v_appointment.series_id is not null then
        v_count := private.delete_series(v_appointment, scope);
    else
        update nova.appointments a set deleted_at = now() where a.id = v_appointment.id;
    end if;
    perform private.tell_of_appointment(v_appointment, 'appointment_cancelled');
    return json_build_object('count', v_count);
end
$$;

grant execute on function nova.delete_appointment(uuid, text) to nova_app;
