-- The values that the words of a notification of an appointment may name: what it is, when it is by
-- the clock it was planned in, and who did it.
create or replace function private.appointment_words(appointment nova.appointments) returns jsonb
language sql stable
as $$
select jsonb_build_object('title', appointment.title,
    'time', private.clock_time(appointment.start_datetime at time zone appointment.timezone),
    'by', private.name_of(nova.current_user_id()))
$$;
