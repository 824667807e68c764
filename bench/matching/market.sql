-- A synthetic Saudi market of %(rows)s open offers and as many open requests, set by set.
--
-- 20 cities (Riyadh a third, Jeddah a fifth), 48 districts each, of which 24 names are in every
-- city; 12 types (apartments 36 in 100); log-normal prices by city, district, type and purpose.
-- Of the requests 75 in 100 want one city and 65 name districts; 60 give both prices, 25 the
-- highest only, 7 a lowest of 0, 8 none; 45 give both areas. One broker in 15 requests.
create temporary table places on commit preserve rows as
select place, city, share
from unnest(array['الرياض', 'جدة', 'مكة المكرمة', 'المدينة المنورة', 'الدمام', 'الخبر', 'الطائف',
        'تبوك', 'بريدة', 'خميس مشيط', 'الهفوف', 'الجبيل', 'حائل', 'أبها', 'نجران', 'ينبع', 'جازان',
        'عرعر', 'سكاكا', 'الباحة'],
    array[330, 190, 90, 70, 70, 50, 40, 20, 20, 20, 15, 15, 12, 12, 10, 10, 8, 6, 6, 6])
    with ordinality as given (city, share, place);

-- Row n takes the entry in whose share of 1,000 its number falls.
create temporary table shares on commit preserve rows as
select row_number() over (order by p.place) - 1 as slot, p.place::int, p.city
from places p, generate_series(1, p.share);
create temporary table kinds on commit preserve rows as
select row_number() over (order by k.place) - 1 as slot, k.place::int, k.type, k.category
from unnest(
        array['شقة', 'فيلا', 'أرض', 'دور', 'عمارة', 'مكتب', 'محل', 'دوبلكس', 'استراحة', 'مستودع', 'مزرعة', 'استوديو'],
        array[360, 220, 120, 90, 40, 40, 40, 30, 20, 20, 10, 10],
        array['سكني', 'سكني', 'سكني', 'سكني', 'سكني', 'تجاري', 'تجاري', 'سكني', 'سكني', 'تجاري', 'سكني', 'سكني'])
    with ordinality as k (type, share, category, place), generate_series(1, k.share);
create temporary table quarters on commit preserve rows as
select p.city, d as slot, case when d < 24 then 'الحي ' || d else p.city || ' ' || d end as district
from places p, generate_series(0, 47) as d;
create index on shares (slot);
create index on kinds (slot);
create index on quarters (city, slot);
analyze shares, kinds, quarters;

insert into nova.users (email, phone, name, phone_verified, fal_license, fal_expiry)
select 'broker' || n || '@example.com', '+9665' || lpad(n::text, 8, '0'), 'وسيط ' || n, true,
    '1100000001', current_date + 300
from generate_series(1, %(rows)s / 15 + 1) as n;
create temporary table brokers on commit preserve rows as
select row_number() over (order by u.phone) - 1 as slot, u.id from nova.users u;
create index on brokers (slot);
analyze brokers;

insert into nova.properties (user_id, title, property_type, category, listing_type, city, district, price, area,
    bedrooms, bathrooms, property_age, facing, features, status, is_published, ad_license_number,
    ad_license_expires_at, created_at)
select b.id, k.type || ' ' || r.n, k.type, k.category, r.purpose, s.city, q.district,
    greatest(1000, (case r.purpose when 'SALE' then 900000 else 45000 end
        * exp(0.55 * r.normal + 0.12 * (10 - k.place) / 5 + mod(q.slot, 8) * 0.08 - s.place * 0.03)))::bigint,
    greatest(30, 180 * exp(0.5 * r.normal_2 + k.place * 0.03))::bigint,
    1 + mod(r.n, 6), 1 + mod(r.n, 4), mod(r.n, 25), (array['شمال', 'جنوب', 'شرق', 'غرب'])[1 + mod(r.n, 4)],
    (array['مسبح', 'مصعد', 'حديقة', 'موقف', 'غرفة سائق'])[1 + mod(r.n, 3):1 + mod(r.n, 3) + mod(r.n, 3)],
    'ACTIVE', true, '7200000001', current_date + 200, now() - mod(r.n, 120) * interval '1 day'
from (
    select n, random_normal() as normal, random_normal() as normal_2,
        case when random() < 0.6 then 'SALE' else 'RENT' end as purpose,
        floor(random() * 1000)::int as place, floor(random() * 1000)::int as kind,
        floor(random() * 48)::int as quarter, floor(random() * (%(rows)s / 15))::int as broker
    from generate_series(1, %(rows)s) as n) as r
join shares s on s.slot = r.place
join kinds k on k.slot = r.kind
join quarters q on q.city = s.city and q.slot = r.quarter
join brokers b on b.slot = r.broker;

insert into nova.offers (property_id, user_id, summary, full_details, expires_at, created_at)
select p.id, p.user_id, '{}', '{}', now() + interval '90 days', p.created_at
from nova.properties p;

insert into nova.requests (user_id, type, property_types, cities, districts, price_min, price_max,
    area_min, area_max, bedrooms_min, age_max, required_features, created_at, summary, full_details)
select b.id, r.purpose,
    case when r.kinds < 0.7 then array[k.type] else array[k.type, 'شقة'] end,
    case when r.cities < 0.75 then array[s.city] else array[s.city, 'جدة'] end,
    case when r.districts < 0.65 then array(
        select q.district from quarters q
        where q.city = s.city and mod(q.slot + r.n, 48) < 1 + mod(r.n, 5)) else '{}' end,
    case when r.bounds < 0.6 then m.middle * 0.8 when r.bounds between 0.85 and 0.92 then 0 end,
    case when r.bounds < 0.92 then m.middle * 1.2 end,
    case when r.areas < 0.45 then m.area * 0.8 end, case when r.areas < 0.45 then m.area * 1.3 end,
    case when r.rooms < 0.4 then 2 + mod(r.n, 3) end, case when r.rooms > 0.8 then 10 end,
    case when r.rooms between 0.3 and 0.5 then '{مصعد,موقف}'::text[] else '{}' end,
    now() - mod(r.n, 60) * interval '1 day', '{}', '{}'
from (
    select n, case when random() < 0.6 then 'BUY' else 'RENT' end as purpose,
        floor(random() * 1000)::int as place, floor(random() * 1000)::int as kind,
        floor(random() * (%(rows)s / 15))::int as broker, random() as kinds, random() as cities,
        random() as districts, random() as bounds, random() as areas, random() as rooms,
        random_normal() as normal, random_normal() as normal_2
    from generate_series(1, %(rows)s) as n) as r
join shares s on s.slot = r.place
join kinds k on k.slot = r.kind
join brokers b on b.slot = r.broker
cross join lateral (
    select (case r.purpose when 'BUY' then 900000 else 45000 end
            * exp(0.55 * r.normal + 0.12 * (10 - k.place) / 5 - s.place * 0.03 + 0.28))::bigint as middle,
        (180 * exp(0.5 * r.normal_2))::bigint as area) as m;

analyze nova.users, nova.properties, nova.offers, nova.requests
