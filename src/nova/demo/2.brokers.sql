-- Six people to log in as, a team, and a market of other brokers; all with the same password.
create temporary table demo_brokers on commit drop as
select n as place, uuidv7() as id, name, email, phone, role, city
from (values
    (1, 'سارة العتيبي', 'sara@demo.nova', '+966500000001', 'BROKER', 'الرياض'),
    (2, 'فهد القحطاني', 'fahad@demo.nova', '+966500000002', 'BROKER', 'الرياض'),
    (3, 'نورة الغامدي', 'noura@demo.nova', '+966500000003', 'MANAGER', 'جدة'),
    (4, 'خالد الحربي', 'khalid@demo.nova', '+966500000004', 'TEAM_MEMBER', 'جدة'),
    (5, 'ريم الزهراني', 'reem@demo.nova', '+966500000005', 'TEAM_MEMBER', 'جدة'),
    (6, 'دار الوساطة العقارية', 'dar@demo.nova', '+966500000006', 'COMPANY', 'جدة')
) as known (n, name, email, phone, role, city)
union all
select n, uuidv7(), first[1 + n %% cardinality(first)] || ' ' || family[1 + (n * 7) %% cardinality(family)],
    'broker' || n || '@demo.nova', '+9665' || lpad((10000000 + n * 37)::text, 8, '0'), 'BROKER',
    (array['الرياض', 'الرياض', 'جدة', 'مكة المكرمة', 'المدينة المنورة', 'الدمام', 'الخبر'])[1 + n %% 7]
from generate_series(7, 6 + ceil(34 * %(scale)s)::int) as n
cross join demo_names;

insert into nova.users (id, name, email, phone, role, email_verified, phone_verified, city, company_name,
    fal_license, fal_expiry)
select id, name, email, phone, role, true, true, city, case when role = 'COMPANY' then name end,
    '11' || lpad((place * 7919)::text, 8, '0'), current_date + 400
from demo_brokers;

insert into private.user_passwords (user_id, password_hash)
select id, %(password)s from demo_brokers;

insert into nova.subscriptions (user_id, plan_id, status, trial_ends_at, current_period_end)
select b.id, p.id, case p.name when 'trial' then 'TRIAL' else 'ACTIVE' end,
    case p.name when 'trial' then now() + interval '14 days' end, now() + interval '14 days'
from demo_brokers b
join nova.subscription_plans p on p.name = case
    when b.role = 'COMPANY' then 'company' when b.role = 'MANAGER' then 'pro' else 'trial' end;

insert into nova.teams (name, manager_id, company_id)
select 'فريق جدة', manager.id, company.id
from demo_brokers manager, demo_brokers company
where manager.place = 3 and company.place = 6;

insert into nova.team_members (team_id, user_id, role)
select t.id, b.id, (array['MANAGER', 'BROKER', 'OBSERVER'])[b.place - 2]
from nova.teams t
join demo_brokers b on b.place between 3 and 5;
