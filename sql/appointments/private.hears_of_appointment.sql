-- Whether the person of an appointment may read it still: who left its team may not.
create or replace function private.hears_of_appointment(appointment nova.appointments)
returns boolean
language sql stable
as $$
select audience <> '{}' from private.appointment_audience(appointment) as audience
$$;
