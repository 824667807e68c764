-- Whether an appointment goes with its series where that changes: it stands, is still to come and
-- was not changed by hand.
create or replace function private.follows(appointment nova.appointments) returns boolean
language sql stable
as $$
select appointment.deleted_at is null
    and appointment.status in ('SCHEDULED', 'CONFIRMED')
    and appointment.start_datetime > now()
    and not appointment.is_detached
$$;
