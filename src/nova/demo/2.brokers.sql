-- Seven people to log in as, a team, and a market of other brokers, half of them in teams of five;
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
select n, uuidv7(),
    first[1 + n %% cardinality(first)] || ' ' || family[1 + (n * 7) %% cardinality(family)],
    'broker' || n || '@demo.nova', '+9665' || lpad((10000000 + n * 37)::text, 8, '0'), 'BROKER',
    (array['الرياض', 'الرياض', 'جدة', 'مكة المكرمة', 'المدينة المنورة', 'الدمام', 'الخبر'])[
        1 + n %% 7],
    null
from generate_series(8, 7 + ceil(34 * %(scale)s)::int) as n
cross join demo_names;

insert into nova.users (id, name, email, phone, role, email_verified, phone_verified, city,
    company_name, fal_license, fal_expiry, created_at)
select id, name, email, phone, role, true, true, city, case when role = 'COMPANY' then name end,
    '11' || lpad((place::bigint * 7919 %% 100000000)::text, 8, '0'), current_date + 400,
    now() - interval '120 days'
from demo_brokers;

insert into private.user_passwords (user_id, password_hash)
select id, %(password)s from demo_brokers;

create temporary table demo_teams on commit drop as
select uuidv7() as id, 'فريق جدة' as name, 3 as first, 5 as last, 6 as company
union all
select uuidv7(), 'فريق ' || n, n, n + 4, null
from generate_series(8, 3 + ceil(34 * %(scale)s)::int, 10) as n;

update demo_brokers b set team_id = t.id from demo_teams t where b.place between t.first and t.last;

insert into nova.subscriptions (user_id, plan_id, status, current_period_start, current_period_end)
select b.id, p.id, 'ACTIVE', now() - interval '16 days', now() + interval '14 days'
from demo_brokers b
join nova.subscription_plans p on p.name = case
    when b.role = 'COMPANY' then 'company'
    when b.place in (select t.first from demo_teams t) then 'pro'
    else 'basic' end
where b.role <> 'ADMIN';

-- The team of the accounts shares its pool: its brokers see the customers whom nobody was given.
insert into nova.teams (id, name, manager_id, company_id, settings, created_at)
select t.id, t.name, manager.id, company.id,
    case when t.first = 3 then '{"sharedPool": true}' else '{}' end::jsonb,
    now() - interval '110 days'
from demo_teams t
join demo_brokers manager on manager.place = t.first
left join demo_brokers company on company.place = t.company;

insert into nova.team_members (team_id, user_id, role, joined_at)
select t.id, b.id,
    case b.place when t.first then 'MANAGER' when 5 then 'OBSERVER' else 'BROKER' end,
    now() - interval '100 days'
from demo_teams t
join demo_brokers b on b.place between t.first and t.last;

insert into nova.team_permissions (team_member_id, permissions)
select m.id, '{"properties.publish": "HELD"}'
from nova.team_members m
join demo_brokers b on b.id = m.user_id
where b.place = 4;

-- One who was asked into that team, and has not answered; the token is nobody's.
insert into nova.team_invitations (team_id, invited_by, phone, role, token_hash, expires_at,
    created_at)
select t.id, b.id, '+966555310001', 'BROKER', sha256(uuid_send(gen_random_uuid())),
    now() + interval '5 days', now() - interval '2 days'
from demo_teams t
join demo_brokers b on b.place = 3
where t.first = 3;

-- Who owns rows: neither the observer, nor the company that only owns its team, nor the back
-- office. Where they work; to whom a manager gives customers; whether an account shows their rows.
create temporary table demo_sellers on commit drop as
select row_number() over (order by b.place)::int as place, b.id, b.team_id, b.place < 8 as shown,
    array(select p.place from demo_places p where p.city = b.city order by p.place) as places,
    array(
        select m.id from demo_brokers m
        where m.team_id = b.team_id and m.place > b.place and m.place not in (5, 6, 7)
            and b.place = (select t.first from demo_teams t where t.id = b.team_id)
        order by m.place) as helpers
from demo_brokers b
where b.place not in (5, 6, 7);
