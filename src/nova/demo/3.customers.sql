-- Customers with Saudi names, mobiles and budgets; a team's brokers keep theirs in the team.
insert into nova.customers (user_id, team_id, name, phone, email, category, interest_level, source, is_vip,
    budget_min, budget_max, preferred_cities, preferred_districts, property_types, tags, created_at)
select b.id, b.team_id,
    first[1 + floor(random() * cardinality(first))::int] || ' ' || family[1 + floor(random() * cardinality(family))::int],
    '05' || lpad((20000000 + n * 13)::text, 8, '0'),
    case when n %% 3 = 0 then 'customer' || n || '@example.com' end,
    (array['مشتري', 'مستأجر', 'مالك'])[1 + n %% 3],
    (array['عالٍ', 'متوسط', 'منخفض'])[1 + floor(random() * 3)::int],
    (array['إعلان', 'توصية', 'زيارة', 'تويتر'])[1 + floor(random() * 4)::int],
    n %% 11 = 0, budget, (budget * 1.4)::bigint, array[p.city], array[p.district],
    array[(array['فيلا', 'شقة', 'أرض', 'دور'])[1 + n %% 4]],
    case when n %% 5 = 0 then array['مستعجل'] else '{}' end,
    now() - n * (interval '7 minutes' / %(scale)s)
from generate_series(%(first)s::int, %(last)s::int) as n
cross join demo_names
join demo_sellers b on b.place = 1 + n %% (select count(*) from demo_sellers)
join demo_places p on p.place = 1 + (n::bigint * 31) %% (select count(*) from demo_places)
cross join lateral (select (500 + floor(random() * 40) * 50)::bigint * 1000 as budget) as money;
