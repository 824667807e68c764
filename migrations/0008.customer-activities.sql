-- What happened with a customer, and who may delete, restore and assign.
set local role nova_owner;

create table nova.customer_activities (
    id uuid primary key default uuidv7(),
    customer_id uuid not null references nova.customers,
    user_id uuid default nova.current_user_id() references nova.users,
    type text not null check (type in ('CALL', 'VISIT', 'MEETING', 'MESSAGE', 'EMAIL', 'NOTE', 'ASSIGNED')),
    description text check (length(description) <= 10000),
    metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
    created_at timestamptz not null default now()
);
create index customer_activities_newest
    on nova.customer_activities (customer_id, created_at desc, id desc);
create index customer_activities_of_user on nova.customer_activities (user_id);
comment on table nova.customer_activities is 'The log of a customer: calls, visits, messages, notes';
comment on column nova.customer_activities.user_id is 'Who did it; null for the system';

insert into private.role_permissions (role, permission, reach)
select r.role, entity || '.' || verb, r.reach
from unnest(array['customers', 'properties', 'offers', 'requests']) as entity
cross join unnest(array['delete', 'assign']) as verb
cross join (values ('MANAGER', 'WHOLE'), ('BROKER', 'HELD')) as r (role, reach)
where verb = 'delete' or r.role = 'MANAGER';
comment on table private.role_permissions is
    'What each team role may do: WHOLE on every row of the team, HELD on the rows it holds (for '
    'delete: owns); no row, no right';

-- Forced row security binds the owner too, and the policies come after the migrations.
alter table nova.enum_labels no force row level security;
insert into nova.enum_labels (enum, place, value, label_ar, label_en)
values
    ('activityType', 1, 'CALL', 'مكالمة', 'Call'),
    ('activityType', 2, 'VISIT', 'زيارة', 'Visit'),
    ('activityType', 3, 'MEETING', 'اجتماع', 'Meeting'),
    ('activityType', 4, 'MESSAGE', 'رسالة', 'Message'),
    ('activityType', 5, 'EMAIL', 'بريد', 'E-mail'),
    ('activityType', 6, 'NOTE', 'ملاحظة', 'Note'),
    ('activityType', 7, 'ASSIGNED', 'إسناد', 'Assigned');

alter table nova.enum_labels force row level security;

alter table nova.customer_activities enable row level security, force row level security;
