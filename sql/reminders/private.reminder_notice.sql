-- What a reminder says: the type of its notification and the values that its words name; nothing
-- to who may not read what it is of any more.
create or replace function private.reminder_notice(reminder private.reminders)
returns table (kind text, said jsonb)
language sql stable rows 1
as $$
select 'appointment_soon', private.appointment_words(a)
from nova.appointments a
where reminder.entity = 'appointment' and a.id = reminder.entity_id
    and private.hears_of_appointment(a)
union all
select 'task_due', jsonb_build_object('title', t.title)
from nova.tasks t
where reminder.entity = 'task' and t.id = reminder.entity_id
    and private.sees_task(t, reminder.user_id)
union all
select 'ad_licence_ending', jsonb_build_object('title', p.title, 'date', p.ad_license_expires_at)
from nova.properties p
where reminder.entity = 'ad_licence' and p.id = reminder.entity_id
union all
select 'fal_licence_ending', jsonb_build_object('date', u.fal_expiry)
from nova.users u
where reminder.entity = 'fal_licence' and u.id = reminder.entity_id
$$;
