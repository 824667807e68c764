-- What buyers and tenants look for.
insert into nova.requests (user_id, team_id, type, property_types, cities, districts, price_min, price_max,
    area_min, area_max, bedrooms_min, urgency_level, created_at)
select b.id, b.team_id,
    case when rented then 'RENT' else 'BUY' end, array[type], array[p.city],
    case when n %% 3 = 0 then '{}' else array[p.district] end,
    (case when rented then 20000 else 600000 end * (1 + n %% 3)),
    (case when rented then 60000 else 1500000 end * (1 + n %% 3)), 100, 450,
    case when type = 'فيلا' then 4 else 2 end, (array['عاجل', 'عادي'])[1 + n %% 2],
    now() - n * (interval '13 minutes' / %(scale)s)
from generate_series(%(first)s::int, %(last)s::int) as n
join demo_sellers b on b.place = 1 + (n::bigint * 7) %% (select count(*) from demo_sellers)
join demo_places p on p.place = 1 + (n::bigint * 13) %% (select count(*) from demo_places)
cross join lateral (
    select (array['فيلا', 'شقة', 'دور'])[1 + n %% 3] as type, n %% 4 = 0 as rented
) as kind;
