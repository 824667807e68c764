-- One of the appointments that the caller keeps, locked together with the calendar it is in; null
-- when it is none of theirs to read.
create or replace function private.lock_in_calendar(appointment_id uuid) returns nova.appointments
language plpgsql volatile
set search_path = ''
as $$
begin
    perform private.lock_calendar(a.user_id)
    from nova.appointments a
    where a.id = lock_in_calendar.appointment_id and a.deleted_at is null
        and private.reads_appointment(a);  -- else a stranger would hold up its person
    return private.lock_appointment(appointment_id);
end
$$;
