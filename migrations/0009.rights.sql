-- Who may do what: the catalogue of permissions, the roles' defaults, invitations, broken glass.
set local role nova_owner;

create table private.permissions (
    permission text primary key check (permission ~ '^[a-z]+\.[a-zA-Z]+$'),
    place int not null unique,
    writes boolean not null,
    label_ar text not null,
    label_en text not null
);
comment on table private.permissions is
    'The catalogue of permission keys (product facts, 5.5); an OBSERVER is never given one that writes';

insert into private.permissions (place, permission, writes, label_ar, label_en)
values
    (1, 'customers.read', false, 'عرض العملاء', 'See customers'),
    (2, 'customers.create', true, 'إضافة عملاء', 'Add customers'),
    (3, 'customers.update', true, 'تعديل العملاء', 'Change customers'),
    (4, 'customers.delete', true, 'حذف العملاء', 'Delete customers'),
    (5, 'customers.assign', true, 'إسناد العملاء', 'Assign customers'),
    (6, 'customers.merge', true, 'دمج العملاء', 'Merge customers'),
    (7, 'customers.export', false, 'تصدير العملاء', 'Export customers'),
    (8, 'customers.import', true, 'استيراد العملاء', 'Import customers'),
    (9, 'properties.read', false, 'عرض العقارات', 'See properties'),
    (10, 'properties.create', true, 'إضافة عقارات', 'Add properties'),
    (11, 'properties.update', true, 'تعديل العقارات', 'Change properties'),
    (12, 'properties.delete', true, 'حذف العقارات', 'Delete properties'),
    (13, 'properties.assign', true, 'إسناد العقارات', 'Assign properties'),
    (14, 'properties.publish', true, 'نشر العقارات وعرضها', 'Publish and offer properties'),
    (15, 'properties.export', false, 'تصدير العقارات', 'Export properties'),
    (16, 'properties.import', true, 'استيراد العقارات', 'Import properties'),
    (17, 'offers.read', false, 'الاطلاع على العروض', 'See offers'),
    (18, 'offers.create', true, 'إنشاء عروض', 'Make offers'),
    (19, 'offers.update', true, 'تعديل العروض', 'Change offers'),
    (20, 'offers.delete', true, 'حذف العروض', 'Delete offers'),
    (21, 'requests.read', false, 'عرض الطلبات', 'See requests'),
    (22, 'requests.create', true, 'إنشاء طلبات', 'File requests'),
    (23, 'requests.update', true, 'تعديل الطلبات', 'Change requests'),
    (24, 'requests.delete', true, 'حذف الطلبات', 'Delete requests'),
    (25, 'requests.assign', true, 'إسناد الطلبات', 'Assign requests'),
    (26, 'matches.read', false, 'عرض الفرص الذكية', 'See smart matches'),
    (27, 'matches.accept', true, 'قبول الفرص الذكية', 'Accept smart matches'),
    (28, 'appointments.read', false, 'عرض المواعيد', 'See appointments'),
    (29, 'appointments.write', true, 'إدارة المواعيد', 'Manage appointments'),
    (30, 'appointments.readTeam', false, 'عرض تقويم الفريق', 'See the team''s calendars'),
    (31, 'tasks.read', false, 'عرض المهام', 'See tasks'),
    (32, 'tasks.create', true, 'إضافة مهام', 'Add tasks'),
    (33, 'tasks.update', true, 'تعديل المهام', 'Change tasks'),
    (34, 'tasks.delete', true, 'حذف المهام', 'Delete tasks'),
    (35, 'tasks.assign', true, 'إسناد المهام', 'Assign tasks'),
    (36, 'documents.read', false, 'عرض المستندات', 'See documents'),
    (37, 'documents.write', true, 'إدارة المستندات', 'Manage documents'),
    (38, 'documents.id', false, 'عرض صور الهوية', 'See copies of identity papers'),
    (39, 'team.read', false, 'عرض الفريق', 'See the team'),
    (40, 'team.manage', true, 'إدارة الفريق', 'Manage the team'),
    (41, 'analytics.team', false, 'أرقام الفريق', 'See the team''s figures');

-- The defaults of 5.5, whole: a MANAGER everything; what a BROKER has only "if" a key says so
-- (assign, export, import, publish, identity papers) is given by an override.
delete from private.role_permissions;
insert into private.role_permissions (role, permission, reach)
select 'MANAGER', p.permission, 'WHOLE' from private.permissions p
union all
select 'BROKER', p.permission, case p.permission when 'team.read' then 'WHOLE' else 'HELD' end
from private.permissions p
where p.permission not in ('customers.assign', 'customers.export', 'customers.import',
    'properties.assign', 'properties.publish', 'properties.export', 'properties.import',
    'requests.assign', 'appointments.readTeam', 'documents.id', 'team.manage')
union all
select 'OBSERVER', p.permission, 'WHOLE'
from private.permissions p
where p.permission in ('customers.read', 'properties.read', 'offers.read', 'requests.read',
    'matches.read', 'tasks.read', 'documents.read', 'team.read', 'analytics.team');
-- The few dozen rows of the lines above: checked and indexed at once.
alter table private.role_permissions
    -- squawk-ignore constraint-missing-not-valid, adding-foreign-key-constraint
    add constraint role_permissions_known foreign key (permission) references private.permissions;
-- squawk-ignore require-concurrent-index-creation
create index role_permissions_of_permission on private.role_permissions (permission);

create table nova.team_invitations (
    id uuid primary key default uuidv7(),
    team_id uuid not null references nova.teams,
    invited_by uuid not null default nova.current_user_id() references nova.users,
    phone nova.phone,
    email text check (email = lower(email) and email !~ '\s' and length(email) <= 254),
    role text not null default 'BROKER' check (role in ('MANAGER', 'BROKER', 'OBSERVER')),
    token_hash bytea not null unique check (length(token_hash) = 32),
    status text not null default 'PENDING'
        check (status in ('PENDING', 'ACCEPTED', 'DECLINED', 'REVOKED', 'EXPIRED')),
    expires_at timestamptz not null default now() + interval '7 days',
    answered_by uuid references nova.users,
    answered_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version int not null default 1,
    constraint team_invitations_one_address check (num_nonnulls(phone, email) = 1)
);
create unique index team_invitations_one_open on nova.team_invitations
    (team_id, coalesce(phone::text, email)) where status = 'PENDING';
create index team_invitations_newest on nova.team_invitations (team_id, created_at desc, id desc);
create index team_invitations_of_inviter on nova.team_invitations (invited_by);
create index team_invitations_of_answerer on nova.team_invitations (answered_by);
create index team_invitations_due on nova.team_invitations (expires_at) where status = 'PENDING';
comment on table nova.team_invitations is 'Who is asked to join a team, by phone or e-mail; open for seven days';
comment on column nova.team_invitations.token_hash is 'SHA-256 of the token in the invitation''s link';
alter table nova.team_invitations enable row level security, force row level security;

create table private.broken_glass (
    id uuid primary key default uuidv7(),
    admin_id uuid not null references nova.users,
    scope_id uuid not null,
    reason text not null check (reason ~ '\S' and length(reason) <= 500),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null default now() + interval '15 minutes'
);
create index broken_glass_of_admin on private.broken_glass (admin_id, expires_at);
comment on table private.broken_glass is
    'An administrator reads one person''s or team''s rows for 15 minutes, with a reason; every request meanwhile is audited';
comment on column private.broken_glass.scope_id is 'The user or the team whose rows are read';

-- People are listed by the back office, the newest first, and found by name, phone or e-mail.
alter table nova.users add column suspended_reason text check (length(suspended_reason) <= 500);
-- Rewrites the table once: a row a person, some seconds for a hundred thousand.
-- squawk-ignore adding-field-with-default
alter table nova.users add column search_text text not null generated always as (
    nova.normalize_text(name) || ' ' || nova.name_key(name) || ' ' || phone::text
    || ' 0' || substr(phone::text, 5) || ' ' || email) stored;
comment on column nova.users.search_text is 'Name, joined name, phone in both forms and e-mail, folded';
comment on column nova.users.suspended_reason is 'Why an administrator suspended the account';

alter table nova.team_members add column updated_at timestamptz not null default now();
alter table nova.team_members add column version int not null default 1;

-- The pool: a team may let its brokers see the customers whom nobody was given yet.
comment on column nova.teams.settings is '{"sharedPool": true} lets brokers see customers who are assigned to nobody';
alter table nova.teams add constraint teams_settings_bounded
    check (jsonb_typeof(settings) = 'object' and length(settings::text) <= 32768) not valid;
