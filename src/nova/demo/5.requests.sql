-- What buyers and tenants look for: the q-th request of a seller is that of their customer 1 + 3q,
-- who is no owner (3.customers), and wants what that customer wants.
insert into nova.requests (user_id, team_id, customer_id, type, property_types, cities, districts,
    price_min, price_max, area_min, area_max, bedrooms_min, financing_needed, description,
    urgency_level, status, canceled_reason, created_at)
select b.id, b.team_id, c.id, case c.category when 'مستأجر' then 'RENT' else 'BUY' end,
    c.property_types, c.preferred_cities,
    case when q %% 3 = 2 then '{}' else c.preferred_districts end, c.budget_min, c.budget_max,
    case c.property_types[1] when 'فيلا' then 250 when 'دور' then 180 else 90 end,
    case c.property_types[1] when 'فيلا' then 600 when 'دور' then 330 else 220 end,
    case c.property_types[1] when 'فيلا' then 4 else 2 end, c.financing_needed,
    (array['يرغب في الإفراغ خلال شهر إن أمكن.', 'Ground floor preferred; two parking places.'])[
        1 + (q + b.place) %% 4],
    (array['عاجل', 'عادي'])[1 + n %% 2],
    case q when 6 then 'CANCELED' when 7 then 'FULFILLED' else 'ACTIVE' end,
    case q when 6 then 'أجّل العميل قراره إلى العام القادم' end,
    now() - n * (interval '13 minutes' / %(scale)s)
from generate_series(%(first)s::int, %(last)s::int) as n
join demo_sellers b on b.place = 1 + n %% (select count(*) from demo_sellers)
cross join lateral (select n / (select count(*)::int from demo_sellers) as q) as own
join nova.customers c on c.scope_id = coalesce(b.team_id, b.id) and c.deleted_at is null
    and c.phone_e164 = '+9665' || lpad((20000000 + 13 * (b.place - 1
        + (select count(*)::int from demo_sellers) * (1 + 3 * q)))::text, 8, '0');
