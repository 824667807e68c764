-- Make an appointment that comes again: a row each time. Refused with every time that is taken, or,
-- where "skipping", made without them; where "strict" the same of off hours, breaks and holidays.
create or replace function private.create_series(
    given nova.appointments, rrule text, strict boolean, skipping boolean
) returns json
language plpgsql volatile
set search_path = ''
as $$
declare
    v_all tstzrange[] := private.series_spans(
        rrule, tstzrange(given.start_datetime, given.end_datetime), given.timezone);
    v_spans tstzrange[] := v_all;
    v_warnings jsonb[];
begin
    if skipping then
        v_spans := array(
            select s from unnest(v_all) as s
            except
            select r.span from private.rivals_in(given.user_id, v_all, '{}') as r
            except
            select w.span from private.calendar_warnings(given.user_id, v_all) as w where strict);
    end if;
    if not skipping or v_spans = '{}' then  -- nothing is left: say what was in the way
        v_spans := v_all;
        perform private.refuse_overlaps(given.user_id, v_all, '{}', given.timezone);
    end if;
    v_warnings := array(
        select w.warning from private.calendar_warnings(given.user_id, v_spans) as w);
    if strict then
        perform private.refuse(v_warnings);
    end if;
    insert into nova.appointment_series as s (user_id, team_id, rrule, starts_at, timezone)
    values (given.user_id, given.team_id,
        private.write_rrule(private.read_rrule(rrule, given.timezone)),
        given.start_datetime at time zone given.timezone, given.timezone)
    returning s.id into given.series_id;
    select a.* into given
    from private.insert_appointments(given, v_spans) as a
    order by a.start_datetime
    limit 1;
    perform private.tell_of_appointment(given, 'appointment_made');
    return private.with_warnings(given, v_warnings, cardinality(v_spans), array(
        select lower(s) from unnest(v_all) as s where s <> all (v_spans)));
end
$$;
