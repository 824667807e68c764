-- What people are told of: a catalogue of types with their words, by which channels; told once an hour of one thing.
set local role nova_owner;

create table nova.notification_types (
    key text primary key check (key ~ '^[a-z]+(_[a-z]+)*$' and length(key) <= 60),
    place int not null unique,
    type text not null
        check (type in ('APPOINTMENT', 'SMART_MATCH', 'TASK', 'CUSTOMER', 'SYSTEM')),
    priority text not null check (priority in ('URGENT', 'NORMAL', 'LOW')),
    channels text[] not null
        check (channels <@ '{IN_APP,EMAIL,SMS}' and cardinality(channels) <= 3),
    is_fixed boolean not null default false,
    event text check (length(event) <= 100),
    given text[] not null default '{}' check (cardinality(given) <= 10),
    title_ar text not null check (length(title_ar) between 1 and 200),
    title_en text not null check (length(title_en) between 1 and 200),
    body_ar text not null check (length(body_ar) between 1 and 1000),
    body_en text not null check (length(body_en) between 1 and 1000),
    action_url text check (length(action_url) <= 200)
);
comment on table nova.notification_types is 'What people are told of, in which words, by which channels';
comment on column nova.notification_types.key is 'Its key; of a notification its category';
comment on column nova.notification_types.place is 'Where it stands in the list';
comment on column nova.notification_types.type is 'The kind of thing it is about';
comment on column nova.notification_types.priority is 'URGENT is told in quiet hours too';
comment on column nova.notification_types.channels is 'How it is told to who has not chosen';
comment on column nova.notification_types.is_fixed is 'Whether nobody can switch it off';
comment on column nova.notification_types.event is 'The event of the live feed that it tells of; null: of none';
comment on column nova.notification_types.given is 'The values that its words may name';
comment on column nova.notification_types.title_ar is
    'Title in Arabic; {name} is a value, {count|one|two|few|many|other} the form that goes with a number';
comment on column nova.notification_types.title_en is
    'Title in English; {name} is a value, {count|one|other} the form that goes with a number';
comment on column nova.notification_types.body_ar is 'Text in Arabic, as the title';
comment on column nova.notification_types.body_en is 'Text in English, as the title';
comment on column nova.notification_types.action_url is 'Where it leads; {id} is the thing it is about';
alter table nova.notification_types enable row level security;

insert into nova.notification_types (place, key, type, priority, channels, event, given, title_ar, body_ar,
    title_en, body_en, action_url)
values
    (1, 'match_found', 'SMART_MATCH', 'NORMAL', '{IN_APP}', 'match.created', '{count}',
        'فرص ذكية جديدة! 🎯',
        'تم العثور على {count|فرصة مطابقة واحدة|فرصتين مطابقتين|# فرص مطابقة|# فرصة مطابقة}',
        'New smart matches', '{count|One offer fits|# offers fit}', '/smart-matches'),
    (2, 'match_accepted', 'SMART_MATCH', 'URGENT', '{IN_APP,EMAIL}', 'match.accepted', '{name,score}',
        'تم قبول عرضك 🤝', 'قبول من {name}، بدرجة تطابق {score}٪',
        'Your offer was accepted', '{name} accepted your offer, a match of {score}%', '/smart-matches/{id}'),
    (3, 'match_opened', 'SMART_MATCH', 'URGENT', '{IN_APP}', 'match.accepted', '{name}',
        'تم فتح تفاصيل العرض', 'يمكنك الآن التواصل مع الوسيط {name}',
        'The details are open', 'You can get in touch with {name} now', '/smart-matches/{id}'),
    (4, 'match_withdrawn', 'SMART_MATCH', 'URGENT', '{IN_APP,EMAIL}', 'match.rejected', '{name}',
        'تراجع الطرف الآخر', 'تراجع من {name} عن الفرصة، وأُغلقت تفاصيلها',
        'The other side stepped back', '{name} stepped back, and the details are closed', '/smart-matches/{id}'),
    (5, 'customer_assigned', 'CUSTOMER', 'NORMAL', '{IN_APP}', 'customer.assigned', '{name,by}',
        'عميل جديد أُسند إليك', 'العميل {name}، من {by}',
        'A customer was given to you', '{by} gave you {name}', '/customers/{id}'),
    (6, 'task_assigned', 'TASK', 'NORMAL', '{IN_APP}', 'task.assigned', '{title,by}',
        'مهمة جديدة أُسندت إليك', '{title}، من {by}',
        'A task was given to you', '{by} gave you: {title}', '/tasks/{id}'),
    (7, 'task_mention', 'TASK', 'NORMAL', '{IN_APP}', 'task.comment.created', '{title,by,comment}',
        'ذكرك زميل في تعليق', '{by} في «{title}»: {comment}',
        'A colleague mentioned you', '{by} on "{title}": {comment}', '/tasks/{id}'),
    (8, 'task_comment', 'TASK', 'NORMAL', '{IN_APP}', 'task.comment.created', '{title,by,comment}',
        'تعليق على مهمتك', '{by} في «{title}»: {comment}',
        'A comment on your task', '{by} on "{title}": {comment}', '/tasks/{id}'),
    (9, 'task_due', 'TASK', 'URGENT', '{IN_APP}', null, '{title}',
        'مهمة مستحقة', '{title}', 'A task is due', '{title}', '/tasks/{id}'),
    (10, 'appointment_made', 'APPOINTMENT', 'NORMAL', '{IN_APP}', 'appointment.created', '{title,time,by}',
        'موعد جديد في تقويمك', '{title}، {time}، من {by}',
        'A new appointment', '{by} added: {title}, {time}', '/appointments/{id}'),
    (11, 'appointment_changed', 'APPOINTMENT', 'NORMAL', '{IN_APP}', 'appointment.updated', '{title,time,by}',
        'تغيّر موعد في تقويمك', '{title}، {time}، من {by}',
        'An appointment changed', '{by} changed: {title}, {time}', '/appointments/{id}'),
    (12, 'appointment_cancelled', 'APPOINTMENT', 'NORMAL', '{IN_APP}', 'appointment.cancelled', '{title,time,by}',
        'أُلغي موعد في تقويمك', '{title}، {time}، من {by}',
        'An appointment is off', '{by} called off: {title}, {time}', '/appointments/{id}'),
    (13, 'visit_confirmed', 'APPOINTMENT', 'URGENT', '{IN_APP}', 'appointment.confirmed', '{title,time}',
        'أكّد العميل الموعد', '{title}، {time}', 'The customer comes', '{title}, {time}', '/appointments/{id}'),
    (14, 'visit_declined', 'APPOINTMENT', 'URGENT', '{IN_APP,EMAIL}', 'appointment.cancelled', '{title,time}',
        'اعتذر العميل عن الموعد', '{title}، {time}', 'The customer does not come', '{title}, {time}',
        '/appointments/{id}'),
    (15, 'appointment_soon', 'APPOINTMENT', 'URGENT', '{IN_APP}', null, '{title,time}',
        'تذكير بموعد', '{title}، {time}', 'An appointment is near', '{title}, {time}', '/appointments/{id}'),
    (16, 'invitation_received', 'SYSTEM', 'NORMAL', '{IN_APP}', null, '{team,by}',
        'دعوة للانضمام إلى فريق', 'دعوة من {by} للانضمام إلى «{team}»',
        'An invitation to a team', '{by} invites you to join "{team}"', null),
    (17, 'member_joined', 'SYSTEM', 'NORMAL', '{IN_APP}', 'team.member.added', '{team,name}',
        'عضو جديد في فريقك', '{name} في «{team}»',
        'Somebody joined your team', '{name} joined "{team}"', '/teams/{id}'),
    (18, 'member_left', 'SYSTEM', 'NORMAL', '{IN_APP}', 'team.member.removed', '{team,name}',
        'مغادرة من فريقك', '{name}، من «{team}»',
        'Somebody left your team', '{name} left "{team}"', '/teams/{id}'),
    (19, 'ad_licence_ending', 'SYSTEM', 'URGENT', '{IN_APP,EMAIL}', null, '{title,date}',
        'ترخيص الإعلان ينتهي قريبًا', '{title}: ينتهي ترخيص الإعلان في {date}',
        'An advertising licence is ending', '{title}: its licence ends on {date}', '/properties/{id}'),
    (20, 'fal_licence_ending', 'SYSTEM', 'URGENT', '{IN_APP,EMAIL}', null, '{date}',
        'رخصة فال تنتهي قريبًا', 'تنتهي رخصة فال في {date}: جدّدها لتواصل الوساطة',
        'Your FAL licence is ending', 'It ends on {date}: renew it to go on brokering', '/users/me');
insert into nova.notification_types (place, key, type, priority, channels, is_fixed, given, title_ar, body_ar,
    title_en, body_en)
values
    (21, 'password_changed', 'SYSTEM', 'URGENT', '{IN_APP,SMS}', true, '{}', 'غُيّرت كلمة المرور',
        'غُيّرت كلمة مرور حسابك. إن لم تكن أنت، فاستعدها الآن وأخرج كل الأجهزة.',
        'Your password was changed', 'If it was not you, reset it now and log every device out.'),
    (22, 'logins_failed', 'SYSTEM', 'URGENT', '{IN_APP,SMS}', true, '{}', 'محاولات دخول خاطئة',
        'محاولات كثيرة لدخول حسابك بكلمة مرور خاطئة. إن لم تكن أنت، فاختر كلمة مرور أقوى.',
        'Failed log-ins', 'A wrong password was tried many times on your account. If it was not you, take a stronger one.'),
    (23, 'glass_broken', 'SYSTEM', 'URGENT', '{IN_APP}', true, '{name,scope,reason}', 'فتح بيانات بصلاحية المدير',
        'فُتحت بيانات {scope} لمدة 15 دقيقة من {name}. السبب: {reason}',
        'Data were opened by an administrator', '{name} opened {scope} for 15 minutes. Why: {reason}');
alter table nova.notification_types force row level security;

alter table nova.notifications add column dedupe_hour timestamptz, add column digest_count int check (digest_count > 0);
comment on column nova.notifications.dedupe_hour is
    'The hour in which it is told once, of its thing; null: each time anew';
comment on column nova.notifications.digest_count is
    'How many of its kind came in its hour where they are told in one; null: it is of one thing';
-- squawk-ignore require-concurrent-index-creation
create unique index notifications_once
    on nova.notifications (user_id, category, related_entity_id, dedupe_hour) nulls not distinct
    where dedupe_hour is not null;

alter table nova.notifications no force row level security;
insert into private.stats_moves (user_id, figures)
select n.user_id, jsonb_build_object('unreadNotifications', count(*))
from nova.notifications n
where not n.is_read
group by n.user_id;
alter table nova.notifications force row level security;

insert into private.clock_items (name, every)
values ('forget_notifications', interval '10 minutes');

alter table nova.enum_labels no force row level security;
insert into nova.enum_labels (enum, place, value, label_ar, label_en)
values
    ('notificationChannel', 1, 'IN_APP', 'داخل التطبيق', 'In the app'),
    ('notificationChannel', 2, 'EMAIL', 'البريد الإلكتروني', 'E-mail'),
    ('notificationChannel', 3, 'SMS', 'رسالة نصية', 'SMS');
alter table nova.enum_labels force row level security;
