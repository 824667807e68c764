-- Stock: prices by city, district and type; most of it licensed and published.
insert into nova.properties (user_id, team_id, title, property_type, category, listing_type, city, district,
    location_lat, location_lng, price, commission_percentage, area, bedrooms, bathrooms, property_age, facing,
    street_width, features, status, is_published, published_at, ad_license_number, ad_license_issued_at,
    ad_license_expires_at, created_at)
select b.id, b.team_id,
    format('%%s %%s في حي %%s', type, case when rented then 'للإيجار' else 'للبيع' end, p.district),
    type, case when type = 'مكتب' then 'تجاري' else 'سكني' end, case when rented then 'RENT' else 'SALE' end,
    p.city, p.district, p.lat + random() / 10 - 0.05, p.lng + random() / 10 - 0.05,
    case when rented then greatest(15000, area * p.sar_per_m2 / 20) else area * p.sar_per_m2 end / 1000 * 1000,
    2.5, area, rooms, greatest(1, rooms - 1), floor(random() * 20)::int,
    (array['شمالية', 'جنوبية', 'شرقية', 'غربية'])[1 + n %% 4], (array[15, 20, 25, 30])[1 + n %% 4],
    (array['مصعد', 'موقف', 'مسبح', 'حديقة', 'مطبخ راكب', 'تكييف'])[1 + n %% 3:2 + n %% 4],
    case when n %% 6 = 0 then 'DRAFT' else 'ACTIVE' end, n %% 6 <> 0,
    case when n %% 6 <> 0 then now() - n * (interval '11 minutes' / %(scale)s) end,
    '72' || lpad((n::bigint * 11)::text, 8, '0'), current_date - 30, current_date + 300,
    now() - n * (interval '11 minutes' / %(scale)s)
from generate_series(%(first)s::int, %(last)s::int) as n
join demo_sellers b on b.place = 1 + (n::bigint * 3) %% (select count(*) from demo_sellers)
join demo_places p on p.place = 1 + (n::bigint * 17) %% (select count(*) from demo_places)
cross join lateral (
    select (array['فيلا', 'شقة', 'شقة', 'دور', 'مكتب'])[1 + n %% 5] as type, n %% 4 = 0 as rented
) as kind
cross join lateral (
    select case type when 'فيلا' then 250 + floor(random() * 300)::int when 'دور' then 180 + floor(random() * 150)::int
        else 80 + floor(random() * 140)::int end as area,
        case type when 'فيلا' then 5 when 'مكتب' then 0 else 3 end + floor(random() * 2)::int as rooms
) as size;
