-- Make an appointment in one's own calendar, or in that of a member whose calendar one keeps; once,
-- or as often as its rule says.
--
-- Two of one person never overlap: of two who come at once one waits for the other's calendar lock
-- and is refused by name, with the rivals that the caller may see; the constraint holds whatever
-- comes another way. Off hours, breaks and holidays are warnings, refusals where "strict".
-- Definer, because whose it is is no column a client may set: it checks the right itself.
create or replace function nova.create_appointment(
    appointment jsonb, rrule text, strict boolean, on_conflict text
) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_given nova.appointments := jsonb_populate_record(null::nova.appointments, appointment);
    v_user uuid := coalesce(v_given.user_id, nova.current_user_id());
    v_span tstzrange := private.span_of(
        v_given.start_datetime, v_given.end_datetime, interval '24 hours', 'endDatetime');
    v_warnings jsonb[];
begin
    perform private.require_calendar(v_user, v_given.team_id);
    perform private.check_reminders(v_given.start_datetime, v_given.reminders);
    v_given.user_id := v_user;
    v_given.timezone := coalesce(v_given.timezone, private.zone_of(v_user));
    perform private.lock_calendar(v_user);
    perform private.require_calendar(v_user, v_given.team_id);  -- they may have left meanwhile
    if rrule is not null then
        return private.create_series(v_given, rrule, strict, on_conflict = 'SKIP');
    end if;
    v_warnings := private.check_time(v_user, v_span, null, strict);
    select a.* into v_given from private.insert_appointments(v_given, array[v_span]) as a;
    perform private.tell_of_appointment(v_given, 'appointment_made');
    return private.with_warnings(v_given, v_warnings);
end
$$;

grant execute on function nova.create_appointment(jsonb, text, boolean, text) to nova_app;
