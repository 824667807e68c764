-- A task may name an appointment of its own scope only, which its writer may read.
create or replace function private.tg_check_appointment() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    if tg_op = 'UPDATE' then
        if new.appointment_id is not distinct from old.appointment_id then
            return new;
        end if;
    end if;
    if new.appointment_id is not null and not exists (
        select from nova.appointments a
        where a.id = new.appointment_id
            and a.scope_id = coalesce(new.team_id, new.user_id)
            and a.deleted_at is null
            and (nova.current_user_id() is null
                or nova.may('appointments.read', a.scope_id, a.user_id))
    ) then
        raise exception using
            errcode = 'PT422', message = 'appointment_unknown', column = 'appointmentId';
    end if;
    return new;
end
$$;
