-- Who and what a day is made of: the newest customers that each seller holds, and their stock.
create temporary table demo_known on commit drop as
select c.holder_id as user_id, c.id, c.name, c.created_at,
    (row_number() over (partition by c.holder_id order by c.created_at desc))::int as nth,
    least(4, count(*) over (partition by c.holder_id)) as many
from nova.customers c
where c.created_at > now() - interval '60 days' and c.category <> 'مالك';

create temporary table demo_stock on commit drop as
select p.user_id, p.id, p.district, p.city,
    (row_number() over (partition by p.user_id order by p.created_at desc))::int as nth,
    least(3, count(*) over (partition by p.user_id)) as many
from nova.properties p
where p.created_at > now() - interval '12 days' and p.status = 'ACTIVE';

-- Hours of Riyadh, each its own: two of one person must not overlap. The market has two each.
create temporary table demo_hours (
    nth int, day int, hour time, minutes int, type text, status text, title text, said text,
    reason text)
on commit drop;

insert into demo_hours
values
    (1, -11, '16:30', 45, 'MEETING', 'COMPLETED', 'اجتماع لتحديد المتطلبات مع %%s',
        'الاتفاق على الأحياء والميزانية.', null),
    (2, -5, '17:00', 60, 'VISIT', 'COMPLETED', 'معاينة مع %%s', 'العقار مناسب، والقرار خلال أسبوع.',
        null),
    (3, -4, '19:30', 60, 'VISIT', 'CANCELLED', 'Viewing with %%s', null,
        'اعتذر العميل لظرف عائلي'),
    (4, -2, '18:00', 45, 'VISIT', 'NO_SHOW', 'معاينة ثانية مع %%s', null, 'اعتذر بعد الموعد'),
    (5, 0, '20:30', 30, 'MEETING', 'CONFIRMED', 'Price talk with %%s', 'Bring the comparables.',
        null),
    (6, 1, '17:30', 60, 'VISIT', 'SCHEDULED', 'معاينة مع %%s', 'إحضار مفاتيح الملحق.', null),
    (7, 2, '16:00', 30, 'CALL', 'CONFIRMED', 'Video call: financing options for %%s', null, null),
    (8, 5, '18:30', 60, 'MEETING', 'CONFIRMED', 'توقيع عقد الوساطة مع %%s', null, null),
    (9, 12, '17:00', 90, 'VISIT', 'SCHEDULED', 'جولة على ثلاثة عقارات مع %%s', null, null);

insert into nova.appointments (user_id, team_id, customer_id, property_id, title, description, type,
    start_datetime, end_datetime, location, is_virtual, meeting_url, status, cancelled_reason,
    created_at)
select b.id, b.team_id, k.id, s.id, format(h.title, k.name), h.said, h.type, starts,
    starts + h.minutes * interval '1 minute',
    case when h.type = 'VISIT' then format('حي %%s، %%s', s.district, s.city)
        when h.type = 'MEETING' then 'مكتب الوساطة' end,
    h.type = 'CALL', case when h.type = 'CALL' then 'https://meet.example.com/' || h.nth end,
    h.status, h.reason, least(now(), starts) - interval '3 days'
from demo_sellers b
join demo_hours h on b.shown or h.nth in (2, 6)
cross join lateral (
    select (private.today() + h.day + h.hour) at time zone 'Asia/Riyadh' as starts
) as clock
join demo_known k on k.user_id = b.id and k.nth = 1 + h.nth %% k.many
left join demo_stock s on s.user_id = b.id and s.nth = 1 + h.nth %% s.many and h.type = 'VISIT';

create temporary table demo_tasks (
    nth int, day int, hour time, status text, priority text, type text, title text, said text,
    steps text[], tags text[])
on commit drop;

insert into demo_tasks
values
    (1, -3, null, 'TODO', 'HIGH', 'CALL', 'الاتصال بالعميل %%s بعد المعاينة',
        'متأخرة: وعدناه بالرد هذا الأسبوع.', '{}', array['متابعة']),
    (2, 0, '19:00', 'TODO', 'HIGH', 'DOCUMENTS', 'تجهيز عقد الوساطة للعميل %%s', null,
        array['صورة الصك', 'الهوية الوطنية', 'رقم ترخيص الإعلان'], array['عقود']),
    (3, 1, '11:00', 'IN_PROGRESS', 'MEDIUM', 'PHOTOS', 'تصوير العقار قبل النشر',
        'الواجهة والمجلس والحوش قبل الغروب.', array['الواجهة', 'المجلس', 'الحوش'], '{}'),
    (4, 3, null, 'IN_PROGRESS', 'MEDIUM', 'RESEARCH', 'Comparables for %%s',
        'Three sales of this year in the same district.', '{}', array['pricing']),
    (5, 2, null, 'REVIEW', 'LOW', 'LISTING', 'Review the listing text before publication', null,
        array['Arabic', 'English'], array['listing']),
    (6, -6, '13:00', 'DONE', 'MEDIUM', 'DOCUMENTS', 'إرسال المخططات إلى %%s', null, '{}', '{}'),
    (7, -8, null, 'CANCELLED', 'LOW', 'VISIT', 'Second viewing with %%s', 'Found another home.',
        '{}', '{}'),
    (8, 14, null, 'TODO', 'LOW', 'CALL', 'تجديد ترخيص الإعلان', 'ينتهي قريبًا.', '{}',
        array['تراخيص']);

-- A manager's tasks that name a day and an hour are done by the first of their brokers.
with made as (
    insert into nova.tasks (user_id, team_id, created_by, assigned_to, title, description, type,
        priority, due_date, due_time, customer_id, property_id, status, checklist, tags,
        completed_at, created_at)
    select b.id, b.team_id, b.id, case when t.hour is not null then b.helpers[1] end,
        format(t.title, k.name), t.said, t.type, t.priority, private.today() + t.day, t.hour,
        case when t.title like '%%\%%s%%' then k.id end,
        case when t.type in ('PHOTOS', 'LISTING') then s.id end, t.status,
        (select coalesce(jsonb_agg(jsonb_build_object(
                'text', step, 'done', place = 1 and t.status <> 'TODO') order by place), '[]')
            from unnest(t.steps) with ordinality as o (step, place)),
        t.tags,
        case when t.status = 'DONE' then now() + t.day * interval '1 day' - interval '2 hours' end,
        now() - interval '9 days'
    from demo_sellers b
    join demo_tasks t on b.shown or t.nth in (1, 6)
    join demo_known k on k.user_id = b.id and k.nth = 1 + t.nth %% k.many
    left join demo_stock s on s.user_id = b.id and s.nth = 1 + t.nth %% s.many
    returning id, user_id, assigned_to, created_at
)
insert into nova.task_comments (task_id, user_id, comment, created_at)
select m.id, said.user_id, said.comment, m.created_at + said.after
from made m
cross join lateral (values
    (m.user_id, 'الرجاء إنجازها قبل موعد العميل.', interval '1 hour'),
    (m.assigned_to, 'On it: done by tomorrow noon.', interval '3 hours')
) as said (user_id, comment, after)
where m.assigned_to is not null;

-- What the accounts should know, some of it read; the matcher and the answers add theirs.
insert into nova.notifications (user_id, title, message, type, priority, action_url, is_read,
    read_at, related_entity_type, related_entity_id, created_at)
select b.id, 'موعد قريب', format('%%s، الساعة %%s', a.title,
        to_char(a.start_datetime at time zone 'Asia/Riyadh', 'HH24:MI')),
    'APPOINTMENT', 'NORMAL', '/appointments/' || a.id, a.status = 'COMPLETED',
    case when a.status = 'COMPLETED' then a.start_datetime - interval '50 minutes' end,
    'appointment', a.id, least(now(), a.start_datetime - interval '1 hour')
from demo_sellers b
join nova.appointments a on a.user_id = b.id and a.status in ('COMPLETED', 'CONFIRMED')
where b.shown and a.start_datetime < now() + interval '3 days'
union all
select t.assigned_to, 'أُسندت إليك مهمة', t.title, 'TASK', 'NORMAL', '/tasks/' || t.id, false, null,
    'task', t.id, t.created_at
from demo_sellers b
join nova.tasks t on t.user_id = b.id and t.assigned_to is not null
where b.shown
union all
select b.id, 'مهمة متأخرة', t.title, 'TASK', 'URGENT', '/tasks/' || t.id, false, null, 'task', t.id,
    now() - interval '8 hours'
from demo_sellers b
join nova.tasks t on t.user_id = b.id and t.status = 'TODO' and t.due_date < private.today()
where b.shown
union all
select c.assigned_to, 'أُسند إليك عميل', c.name, 'CUSTOMER', 'NORMAL', '/customers/' || c.id,
    k.nth > 2, case when k.nth > 2 then least(now(), c.created_at + interval '1 day') end,
    'customer', c.id, c.created_at
from demo_sellers b
join demo_known k on k.user_id = b.id and k.nth <= 5
join nova.customers c on c.id = k.id and c.assigned_to = b.id
where b.shown
union all
select b.id, 'مرحبًا بك في نوفا', 'عملاؤك وعقاراتك ومواعيدك في مكان واحد.', 'SYSTEM', 'LOW',
    '/settings', b.place < 5, case when b.place < 5 then now() - interval '119 days' end, null,
    null, now() - interval '120 days'
from demo_brokers b
where b.place < 8;
