-- Move an appointment to another time, which is still to come; of a series this one (THIS), with
-- those that follow it (FOLLOWING), or all that are still to come (ALL), each by as much.
create or replace function nova.reschedule_appointment(
    appointment_id uuid, start_datetime timestamptz, end_datetime timestamptz, strict boolean,
    scope text
) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_appointment nova.appointments := private.lock_in_calendar(appointment_id);
    v_span tstzrange := private.span_of(
        start_datetime, end_datetime, interval '24 hours', 'endDatetime');
    v_warnings jsonb[];
begin
    if v_appointment.id is null then
        return null;
    end if;
    if v_appointment.user_id <> nova.current_user_id()
        and not private.may_hold(v_appointment.user_id, v_appointment.team_id)
    then
        raise exception using
            errcode = 'PT403', message = 'forbidden';
    end if;
    if v_appointment.status = 'COMPLETED' then
        raise exception using
            errcode = 'PT409', message = 'state_refused',
            detail = private.of_states('appointmentStatus', v_appointment.status, 'SCHEDULED');
    end if;
    if lower(v_span) <= now() then
        raise exception using
            errcode = 'PT422', message = 'appointment_past', column = 'startDatetime';
    end if;
    if scope <> 'THIS' and v_appointment.series_id is not null then
        return private.move_series(v_appointment, v_span, strict, scope);
    end if;
    v_warnings := private.check_time(v_appointment.user_id, v_span, v_appointment.id, strict);
    v_appointment := private.move_appointment(v_appointment.id, v_span,
        v_appointment.series_id is not null, v_appointment.series_id, v_appointment.recurrence_id);
    perform private.tell_of_appointment(v_appointment, 'appointment_changed');
    return private.with_warnings(v_appointment, v_warnings);
end
$$;

grant execute on function nova.reschedule_appointment(
    uuid, timestamptz, timestamptz, boolean, text) to nova_app;
