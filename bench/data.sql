-- People and customers, set by set. Ids are numbers written as uuids (data.py, `ident`), so that a
-- script can name any row from a random number. Five people a team, the first of them its manager.
create function pg_temp.ident(kind bigint, n bigint) returns uuid
language sql immutable
return lpad((kind * 1000000000000000000 + n)::text, 32, '0')::uuid;

insert into nova.users (id, email, phone, name, phone_verified, fal_license, fal_expiry)
select pg_temp.ident(1, n), 'broker' || n || '@example.com', '+9665' || lpad(n::text, 8, '0'),
    'وسيط ' || n, true, '1100000001', current_date + 300
from generate_series(0, %(people)s - 1) as n;

insert into nova.subscriptions (user_id, plan_id, status, current_period_end)
select u.id, p.id, 'TRIAL', now() + interval '14 days'
from nova.users u
join nova.subscription_plans p on p.name = 'company';

insert into nova.sessions (id, user_id, family_id, refresh_hash, expires_at)
select pg_temp.ident(2, n), pg_temp.ident(1, n), pg_temp.ident(2, n),
    sha256(n::text::bytea), now() + interval '1 day'
from generate_series(0, %(people)s - 1) as n;

insert into nova.teams (id, name, manager_id)
select pg_temp.ident(4, n / 5), 'فريق ' || n / 5, pg_temp.ident(1, n)
from generate_series(0, %(people)s - 1, 5) as n;

insert into nova.team_members (team_id, user_id, role)
select pg_temp.ident(4, n / 5), pg_temp.ident(1, n), case when mod(n, 5) = 0 then 'MANAGER' else 'BROKER' end
from generate_series(0, %(people)s - 1) as n;

-- The last two people are the crowded team: of its rows the broker holds %(share)s, the manager the rest.
insert into nova.customers (id, user_id, team_id, name, phone, email, category, interest_level, source,
    is_vip, budget_min, budget_max, financing_needed, preferred_cities, preferred_districts,
    property_types, tags, notes, created_at, updated_at)
select pg_temp.ident(3, n), pg_temp.ident(1, owner), pg_temp.ident(4, owner / 5),
    (array['محمد', 'سارة', 'فهد', 'نورة', 'خالد', 'ريم', 'عبدالله'])[1 + mod(n, 7)] || ' '
        || (array['العتيبي', 'القحطاني', 'الحربي', 'الغامدي', 'الدوسري'])[1 + mod(n, 5)] || ' ' || n,
    '+9665' || lpad(n::text, 8, '0'), 'customer' || n || '@example.com', 'مشتري', 'مرتفع', 'إحالة',
    mod(n, 10) = 0, 500000, 1500000, true, '{الرياض,جدة}', '{النرجس,الياسمين}', '{فيلا,شقة}', '{جاد}',
    'يبحث عن مسكن قريب من المدارس، والتواصل مساءً.',
    now() - (%(customers)s + %(crowd)s - n) * interval '1 second',
    now() - (%(customers)s + %(crowd)s - n) * interval '1 second'
from generate_series(0, %(customers)s + %(crowd)s - 1) as n
cross join lateral (
    select case
        when n < %(customers)s then mod(n, %(brokers)s)
        when mod(n, %(crowd)s / %(share)s) = 0 then %(brokers)s + 1
        else %(brokers)s
    end as owner
) as whose
