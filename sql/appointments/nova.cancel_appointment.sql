-- An appointment will not be, and why; its time is free again.
create or replace function nova.cancel_appointment(appointment_id uuid, reason text)
returns nova.appointments
language sql volatile security definer
set search_path = ''
as $$
select private.end_appointment(a, 'CANCELLED', reason, null)
from private.lock_appointment(appointment_id) as a
where a.id is not null
$$;

grant execute on function nova.cancel_appointment(uuid, text) to nova_app;
