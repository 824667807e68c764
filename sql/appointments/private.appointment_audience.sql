-- Who hears of an appointment: whose it is, as long as they work in its team.
create or replace function private.appointment_audience(appointment nova.appointments)
returns setof uuid[]
language sql stable rows 1
as $$
select case when reads then array[appointment.user_id] else '{}' end
from private.is_reader(appointment.user_id, 'appointments.read', appointment.team_id,
    appointment.user_id, appointment.user_id) as reads
$$;
