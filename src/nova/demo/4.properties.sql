-- Stock: prices by city, district and type; most of it licensed and published, some of it still a
-- draft, without a licence or before its publication, and some sold or let. A third has an owner
-- among the seller's customers.
insert into nova.properties (user_id, team_id, customer_id, title, description, property_type,
    category, listing_type, city, district, location_lat, location_lng, price,
    commission_percentage, area, bedrooms, bathrooms, property_age, facing, street_width, features,
    status, is_published, published_at, ad_license_number, ad_license_issued_at,
    ad_license_expires_at, created_at)
select b.id, b.team_id, c.id,
    format('%%s %%s في حي %%s', type, case when rented then 'للإيجار' else 'للبيع' end, p.district),
    (array['تشطيب ممتاز وموقع قريب من الخدمات والمدارس.', 'Corner plot, close to the metro.',
        'عزل حراري ومائي وضمان على الهيكل الإنشائي عشر سنوات.'])[k %% 5],
    type, case when type = 'مكتب' then 'تجاري' else 'سكني' end,
    case when rented then 'RENT' else 'SALE' end, p.city, p.district,
    p.lat + random() / 10 - 0.05, p.lng + random() / 10 - 0.05,
    case when rented then greatest(15000, area * p.sar_per_m2 / 20)
        else area * p.sar_per_m2 end / 1000 * 1000,
    2.5, area, rooms, greatest(1, rooms - 1), floor(random() * 20)::int,
    (array['شمال', 'جنوب', 'شرق', 'غرب'])[1 + n %% 4], (array[15, 20, 25, 30])[1 + n %% 4],
    (array['مصعد', 'موقف', 'مسبح', 'حديقة', 'مطبخ راكب', 'تكييف'])[1 + n %% 3:2 + n %% 4],
    state, state = 'ACTIVE', case when state = 'ACTIVE' then since + interval '1 hour' end,
    case when licensed then '72' || lpad((n::bigint * 11)::text, 8, '0') end,
    case when licensed then current_date - 30 end, case when licensed then current_date + 300 end,
    since
from generate_series(%(first)s::int, %(last)s::int) as n
join demo_sellers b on b.place = 1 + n %% (select count(*) from demo_sellers)
cross join lateral (
    select n / (select count(*)::int from demo_sellers) as k,
        now() - interval '1 hour' - n * (interval '60 minutes' / %(scale)s) as since
) as own
cross join lateral (
    select (array['فيلا', 'شقة', 'شقة', 'دور', 'مكتب'])[1 + (k + b.place) %% 5] as type,
        k %% 4 = 0 as rented, k %% 10 <> 3 as licensed
) as kind
cross join lateral (
    select case when k %% 10 in (3, 7) then 'DRAFT'
        when k %% 10 = 9 then case when rented then 'RENTED' else 'SOLD' end
        else 'ACTIVE' end as state
) as life
join demo_places p on p.place = case
    when k %% 4 = 3 then 1 + (n::bigint * 17) %% (select count(*) from demo_places)
    else b.places[1 + (k * 3 + b.place) %% cardinality(b.places)] end
left join nova.customers c on k %% 3 = 0 and c.scope_id = coalesce(b.team_id, b.id)
    and c.deleted_at is null and c.phone_e164 = '+9665' || lpad((20000000 + 13 * (b.place - 1
        + (select count(*)::int from demo_sellers) * (3 + k)))::text, 8, '0')
cross join lateral (
    select case type when 'فيلا' then 250 + floor(random() * 300)::int
        when 'دور' then 180 + floor(random() * 150)::int
        else 80 + floor(random() * 140)::int end as area,
        case type when 'فيلا' then 5 when 'مكتب' then 0 else 3 end + floor(random() * 2)::int
            as rooms
) as size;
