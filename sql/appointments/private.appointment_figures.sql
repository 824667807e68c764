-- The figures that an appointment counts in: its owner's, while it is not deleted.
create or replace function private.appointment_figures(appointment nova.appointments) returns text[]
language sql immutable parallel safe
as $$
select case when appointment.deleted_at is null then array_remove(array[
    'totalAppointments',
    case when appointment.status = 'COMPLETED' then 'completedAppointments' end,
    case when appointment.status = 'CANCELLED' then 'cancelledAppointments' end], null) end
$$;
