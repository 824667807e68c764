-- Move an appointment to another time, which is still to come; what it was stays with it. One that
-- was cancelled, or to which nobody came, stands again; what its customer answered was of the time
-- before.
create or replace function nova.reschedule_appointment(
    appointment_id uuid, start_datetime timestamptz, end_datetime timestamptz, strict boolean
) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_appointment nova.appointments := private.lock_appointment(appointment_id);
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
    v_warnings := private.check_time(v_appointment.user_id, v_span, v_appointment.id, strict);
    update nova.appointments a
    set start_datetime = lower(v_span), end_datetime = upper(v_span),
        status = case
            when a.status in ('CANCELLED', 'NO_SHOW') or a.customer_response is not null
            then 'SCHEDULED' else a.status end,
        customer_response = null, responded_at = null, cancelled_reason = null,
        ics_sequence = a.ics_sequence + 1,
        earlier_times = jsonb_path_query_array(a.earlier_times, '$[last - 48 to last]')
            || jsonb_build_object('startDatetime', a.start_datetime,
                'endDatetime', a.end_datetime, 'movedAt', now())
    where a.id = v_appointment.id
    returning a.* into v_appointment;
    return private.with_warnings(v_appointment, v_warnings);
exception when exclusion_violation then
    perform private.refuse_overlap(v_appointment.user_id, v_span, v_appointment.id);
    raise exception using
        errcode = 'PT503', message = 'busy';
end
$$;

grant execute on function nova.reschedule_appointment(uuid, timestamptz, timestamptz, boolean)
    to nova_app;
