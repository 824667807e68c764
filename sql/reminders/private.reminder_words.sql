-- What a reminder says, and where it leads; nothing to who may not read what it is of any more.
create or replace function private.reminder_words(reminder private.reminders)
returns table (title text, message text, type text, url text)
language sql stable rows 1
as $$
select 'تذكير بموعد', format('%s، %s', a.title, to_char(
        a.start_datetime at time zone a.timezone, 'YYYY-MM-DD HH24:MI')),
    'APPOINTMENT', '/appointments/' || a.id
from nova.appointments a
where reminder.entity = 'appointment' and a.id = reminder.entity_id
    and private.hears_of_appointment(a)
union all
select 'مهمة مستحقة', t.title, 'TASK', '/tasks/' || t.id
from nova.tasks t
where reminder.entity = 'task' and t.id = reminder.entity_id
    and private.sees_task(t, reminder.user_id)
union all
select 'ترخيص الإعلان ينتهي قريبًا', format('%s: ينتهي ترخيص الإعلان في %s', p.title,
        p.ad_license_expires_at),
    'SYSTEM', '/properties/' || p.id
from nova.properties p
where reminder.entity = 'ad_licence' and p.id = reminder.entity_id
union all
select 'رخصة فال تنتهي قريبًا', format('تنتهي رخصة فال في %s: جدّدها لتواصل الوساطة', u.fal_expiry),
    'SYSTEM', '/users/me'
from nova.users u
where reminder.entity = 'fal_licence' and u.id = reminder.entity_id
$$;
