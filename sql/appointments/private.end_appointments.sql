-- Somebody leaves a team: what they had to come in its calendar is off, and their time is their
-- own.
create or replace function private.end_appointments(team_id uuid, user_id uuid) returns void
language sql volatile
set search_path = ''
as $$
select private.lock_calendar(end_appointments.user_id);
update nova.appointments a
set status = 'CANCELLED', cancelled_reason = 'غادر الوسيط الفريق',
    ics_sequence = a.ics_sequence + 1
where a.team_id = end_appointments.team_id
    and a.user_id = end_appointments.user_id
    and a.status in ('SCHEDULED', 'CONFIRMED')
    and a.end_datetime > now()
    and a.deleted_at is null
$$;
