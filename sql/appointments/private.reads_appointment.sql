-- Whether the caller may read this appointment: the rule of the policy appointments_read, for
-- definer functions.
create or replace function private.reads_appointment(appointment nova.appointments) returns boolean
language sql stable
set search_path = ''
as $$
select nova.may('appointments.read', appointment.scope_id, appointment.user_id)
    or appointment.scope_id in (
        select s from nova.whole_scopes('appointments.readTeam') as s)
$$;
