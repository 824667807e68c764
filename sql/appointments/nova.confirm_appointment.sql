-- An appointment is agreed.
create or replace function nova.confirm_appointment(appointment_id uuid) returns nova.appointments
language sql volatile security definer
set search_path = ''
as $$
select private.end_appointment(a, 'CONFIRMED', null, null)
from private.lock_appointment(appointment_id) as a
where a.id is not null
$$;

grant execute on function nova.confirm_appointment(uuid) to nova_app;
