-- Six people to log in as, a team, and a market of other brokers, half of them in teams of five;
-- all with the same password.
create temporary table demo_brokers on commit drop as
select n as place, uuidv7() as id, name, email, phone, role, city, null::uuid as team_id
from (values
    (1, 'سارة العتيبي', 'sara@demo.nova', '+966500000001', 'BROKER', 'الرياض'),
    (2, 'فهد القحطاني', 'fahad@demo.nova', '+966500000002', 'BROKER', 'الرياض'),
    (3, 'نورة الغامدي', 'noura@demo.nova', '+966500000003', 'MANAGER', 'جدة'),
    (4, 'خالد الحربي', 'khalid@demo.nova', '+966500000004', 'TEAM_MEMBER', 'جدة'),
    (5, 'ريم الزهراني', 'reem@demo.nova', '+966500000005', 'TEAM_MEMBER', 'جدة'),
    (6, 'دار الوساطة العقارية', 'dar@demo.nova', '+966500000006', 'COMPANY', 'جدة'),
    (7, 'إدارة المنصة', 'admin@demo.nova', '+966500000007', 'ADMIN', 'الرياض')
) as known (n, name, email, phone, role, city)
union all
select n, uuidv7(), first[1 + n %% cardinality(first)] || ' ' || family[1 + (n * 7) %% cardinality(family)],
    'broker' || n || '@demo.nova', '+9665' || lpad((10000000 + n * 37)::text, 8, '0'), 'BROKER',
    (array['الرياض', 'الرياض', 'جدة', 'مكة المكرمة', 'المدينة المنورة', 'الدمام', 'الخبر'])[1 + n %% 7], null
from generate_series(8, 7 + ceil(34 * %(scale)s)::int) as n
cross join demo_names;

insert into nova.users (id, name, email, phone, role, email_verified, phone_verified, city, company_name,
    fal_license, fal_expiry)
select id, name, email, phone, role, true, true, city, case when role = 'COMPANY' then name end,
    '11' || lpad((place::bigint * 7919 %% 100000000)::text, 8, '0'), current_date + 400
from demo_brokers;

insert into private.user_passwords (user_id, password_hash)
select id, %(password)s from demo_brokers;

create temporary table demo_teams on commit drop as
select uuidv7() as id, 'فريق جدة' as name, 3 as first, 5 as last, 6 as company
union all
select uuidv7(), 'فريق ' || n, n, n + 4, null
from generate_series(8, 3 + ceil(34 * %(scale)s)::int, 10) as n;

update demo_brokers b set team_id = t.id from demo_teams t where b.place between t.first and t.last;

insert into nova.subscriptions (user_id, plan_id, status, trial_ends_at, current_period_end)
select b.id, p.id, case p.name when 'trial' then 'TRIAL' else 'ACTIVE' end,
    case p.name when 'trial' then now() + interval '14 days' end, now() + interval '14 days'
from demo_brokers b
join nova.subscription_plans p on p.name = case
    when b.role = 'COMPANY' then 'company'
    when b.place in (select t.first from demo_teams t) then 'pro'
    else 'trial' end
where b.role <> 'ADMIN';

insert into nova.teams (id, name, manager_id, company_id)
select t.id, t.name, manager.id, company.id
from demo_teams t
join demo_brokers manager on manager.place = t.first
left join demo_brokers company on company.place = t.company;

insert into nova.team_members (team_id, user_id, role)
select t.id, b.id, case b.place when t.first then 'MANAGER' when 5 then 'OBSERVER' else 'BROKER' end
from demo_teams t
join demo_brokers b on b.place between t.first and t.last;

insert into nova.team_permissions (team_member_id, permissions)
select m.id, '{"properties.publish": "HELD"}'
from nova.team_members m
join demo_brokers b on b.id = m.user_id
where b.place = 4;

-- Who owns rows: neither the observer, nor the company that only owns its team, nor the back office.
create temporary table demo_sellers on commit drop as
select row_number() over (order by b.place) as place, b.id, b.team_id, b.city
from demo_brokers b
where b.place not in (5, 6, 7);
