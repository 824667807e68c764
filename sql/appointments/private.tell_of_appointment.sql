-- Tell somebody else than the caller that an appointment of theirs was made, changed or called off;
-- not who may not read it any more, as after they left its team.
create or replace function private.tell_of_appointment(appointment nova.appointments, kind text)
returns void
language sql volatile
as $$
select private.tell(appointment.user_id, kind, private.appointment_words(appointment),
    'appointment', appointment.id)
where appointment.user_id <> nova.current_user_id()
    and private.hears_of_appointment(appointment)
$$;
