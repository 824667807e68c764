-- Move an appointment and those of its series that follow it, or all that are still to come, each
-- by as much on the clock of the series. What was changed by hand keeps its time.
create or replace function private.move_series(
    appointment nova.appointments, span tstzrange, strict boolean, scope text
) returns json
language plpgsql volatile
set search_path = ''
as $$
declare
    v_length interval := upper(span) - lower(span);
    v_old nova.appointment_series := private.split_series(
        appointment.series_id, private.series_from(appointment, scope));
    v_new nova.appointment_series := private.shift_series(
        v_old, appointment.recurrence_id, lower(span));
    v_spans tstzrange[] := private.spans_from(array(
        select m.slot from private.series_moves(appointment.series_id, v_old, v_new) as m
        where m.follows), v_length);
    v_warnings jsonb[] := array(
        select w.warning from private.calendar_warnings(appointment.user_id, v_spans) as w);
    v_move record;
begin
    if lower(v_spans[1]) <= now() then
        raise exception using
            errcode = 'PT422', message = 'appointment_past', column = 'startDatetime';
    end if;
    perform private.refuse_overlaps(appointment.user_id, v_spans, array(
        select m.id from private.series_moves(appointment.series_id, v_old, v_new) as m
        where m.follows), v_new.timezone);
    if strict then
        perform private.refuse(v_warnings);
    end if;
    for v_move in select m.* from private.series_moves(appointment.series_id, v_old, v_new) as m
    loop
        if v_move.follows then
            perform private.move_appointment(v_move.id,
                tstzrange(v_move.slot, v_move.slot + v_length), false, v_new.id, v_move.slot);
        else
            update nova.appointments a
            set series_id = v_new.id, recurrence_id = v_move.slot
            where a.id = v_move.id;
        end if;
    end loop;
    select a.* into appointment from nova.appointments a where a.id = appointment.id;
    perform private.tell_of_appointment(appointment, 'appointment_changed');
    return private.with_warnings(appointment, v_warnings, cardinality(v_spans));
end
$$;
