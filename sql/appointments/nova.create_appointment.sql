-- Make an appointment in one's own calendar, or in that of a member whose calendar one keeps.
--
-- Two of one person never overlap: the constraint decides between two who come at once, and the
-- refusal names the rivals that the caller may see. Off hours, breaks and holidays are warnings,
-- refusals where "strict". Definer, because whose it is is no column a client may set: it checks
-- the right itself.
create or replace function nova.create_appointment(appointment jsonb, strict boolean) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_me uuid := nova.current_user_id();
    v_given nova.appointments := jsonb_populate_record(null::nova.appointments, appointment);
    v_user uuid := coalesce(v_given.user_id, v_me);
    v_span tstzrange := private.span_of(
        v_given.start_datetime, v_given.end_datetime, interval '24 hours', 'endDatetime');
    v_warnings jsonb[];
begin
    if not nova.may('appointments.write', coalesce(v_given.team_id, v_user), v_user)
        or (v_user <> v_me and not private.may_hold(v_user, v_given.team_id))
    then
        raise exception using
            errcode = 'PT403', message = 'forbidden', column = 'userId';
    end if;
    perform private.check_reminders(v_given.start_datetime, v_given.reminders);
    v_warnings := private.check_time(v_user, v_span, null, strict);
    insert into nova.appointments as a (user_id, team_id, customer_id, property_id, title,
        description, type, start_datetime, end_datetime, timezone, location, google_maps_url,
        is_virtual, meeting_url, reminders, notes)
    values (v_user, v_given.team_id, v_given.customer_id, v_given.property_id, v_given.title,
        v_given.description, v_given.type, v_given.start_datetime, v_given.end_datetime,
        coalesce(v_given.timezone, private.zone_of(v_user)), v_given.location,
        v_given.google_maps_url, v_given.is_virtual, v_given.meeting_url, v_given.reminders,
        v_given.notes)
    returning a.* into v_given;
    return private.with_warnings(v_given, v_warnings);
exception when exclusion_violation then
    perform private.refuse_overlap(v_user, v_span, null);
    raise exception using
        errcode = 'PT503', message = 'busy';
end
$$;

grant execute on function nova.create_appointment(jsonb, boolean) to nova_app;
