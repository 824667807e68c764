-- How much of each limit of a plan is in use, by who pays for it.
set local role nova_owner;

create table private.plan_usage (
    payer uuid not null references nova.users (id) on delete cascade,
    key text not null check (key ~ '^[a-zA-Z]{1,60}$'),
    used int not null,
    primary key (payer, key)
);
comment on table private.plan_usage is
    'How many rows count against a limit of somebody''s plan, up to what plan_moves holds';
comment on column private.plan_usage.payer is 'Whose plan it is';
comment on column private.plan_usage.key is 'The limit, by its key in nova.subscription_plans.limits';

create table private.plan_moves (
    id bigint generated always as identity primary key,
    payer uuid not null,
    key text not null check (key ~ '^[a-zA-Z]{1,60}$'),
    moved int not null,
    made_in xid8 not null default pg_current_xact_id()
);
comment on table private.plan_moves is
    'What came and went, until the worker folds it into plan_usage: a writer far from a limit locks nothing';
comment on column private.plan_moves.made_in is
    'The transaction that made it: each has a share that needs no turn (private.use_plan)';
create index plan_moves_of_payer on private.plan_moves (payer, key);

create table private.plan_periods (
    payer uuid not null references nova.users (id) on delete cascade,
    key text not null check (key ~ '^[a-zA-Z]{1,60}$'),
    day date not null,
    used int not null check (used >= 0),
    primary key (payer, key, day)
);
comment on table private.plan_periods is
    'What was used of a limit by the month or the day; its first day, in Riyadh';

alter table nova.customers no force row level security;
alter table nova.properties no force row level security;
alter table nova.offers no force row level security;
alter table nova.requests no force row level security;
alter table nova.teams no force row level security;
insert into private.plan_usage (payer, key, used)
select coalesce(t.company_id, t.manager_id, live.scope_id), live.key, sum(live.rows)
from (
    select c.scope_id, 'maxCustomers' as key, count(*) as rows from nova.customers c
    where c.deleted_at is null and c.merged_into_id is null group by c.scope_id
    union all
    select p.scope_id, 'maxProperties', count(*) from nova.properties p
    where p.deleted_at is null group by p.scope_id
    union all
    select o.scope_id, 'maxActiveOffers', count(*) from nova.offers o
    where o.deleted_at is null and o.status = 'ACTIVE' group by o.scope_id
    union all
    select r.scope_id, 'maxActiveRequests', count(*) from nova.requests r
    where r.deleted_at is null and r.status = 'ACTIVE' group by r.scope_id
) as live
left join nova.teams t on t.id = live.scope_id
group by 1, 2;
alter table nova.customers force row level security;
alter table nova.properties force row level security;
alter table nova.offers force row level security;
alter table nova.requests force row level security;
alter table nova.teams force row level security;

alter table nova.enum_labels no force row level security;
insert into nova.enum_labels (enum, place, value, label_ar, label_en)
values
    ('planLimit', 1, 'maxCustomers', 'العملاء', 'Customers'),
    ('planLimit', 2, 'maxProperties', 'العقارات', 'Properties'),
    ('planLimit', 3, 'maxActiveOffers', 'العروض النشطة', 'Active offers'),
    ('planLimit', 4, 'maxActiveRequests', 'الطلبات النشطة', 'Active requests'),
    ('planLimit', 5, 'maxAcceptedMatchesPerMonth', 'المطابقات المقبولة في الشهر', 'Matches accepted in a month'),
    ('planLimit', 6, 'maxTeams', 'الفرق', 'Teams'),
    ('planLimit', 7, 'maxTeamMembers', 'أعضاء الفريق', 'Members of a team'),
    ('planFeature', 1, 'basic', 'الأساسيات', 'The basics'),
    ('planFeature', 2, 'smart_matches', 'المطابقة الذكية', 'Smart matches'),
    ('planFeature', 3, 'exports', 'التصدير', 'Exports'),
    ('planFeature', 4, 'teams', 'الفرق', 'Teams'),
    ('planFeature', 5, 'api_keys', 'مفاتيح الواجهة البرمجية', 'API keys'),
    ('planFeature', 6, 'webhooks', 'الربط البرمجي', 'Webhooks'),
    ('planFeature', 7, 'assignment_rules', 'قواعد التوزيع', 'Assignment rules'),
    ('planFeature', 8, 'audit_log', 'سجل التدقيق', 'Audit log'),
    ('planFeature', 9, 'exact_matches', 'المطابقة الكاملة', 'Every match');
alter table nova.enum_labels force row level security;
