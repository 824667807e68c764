-- Nobody came to an appointment, and why.
create or replace function nova.miss_appointment(appointment_id uuid, reason text)
returns nova.appointments
language sql volatile security definer
set search_path = ''
as $$
select private.end_appointment(a, 'NO_SHOW', reason, null)
from private.lock_appointment(appointment_id) as a
where a.id is not null
$$;

grant execute on function nova.miss_appointment(uuid, text) to nova_app;
