-- A few villas in Riyadh that are sure to fit what Sara and Fahad look for, at every scale: so each
-- of the two has matches to accept and to turn down (answers.py).
with villas as (
    insert into nova.properties as made (user_id, team_id, title, description, property_type,
        category, listing_type, city, district, street, location_lat, location_lng, price, area,
        bedrooms, bathrooms, lounges, floors, property_age, facing, street_width, features,
        deed_number, status, is_published, published_at, ad_license_number, ad_license_issued_at,
        ad_license_expires_at, national_address, created_at)
    select b.id, b.team_id, format('فيلا للبيع في حي %%s', v.district),
        'فيلا درج داخلي مع شقة، مجلس رجال ومجلس نساء، وحوش أمامي واسع.', 'فيلا', 'سكني', 'SALE',
        'الرياض', v.district, v.street, p.lat + 0.1, p.lng - 0.05, v.price, v.area, 5, 6, 2, 2,
        v.age, 'شمال', 20, array['حديقة', 'موقف', 'تكييف'], '3101120045' || v.nth, 'ACTIVE',
        true, now() - interval '2 days', '729900000' || v.nth, current_date - 20,
        current_date + 340, 'RMLA321' || v.nth, now() - interval '3 days'
    from (values
        (1, 1, 'الملقا', 'شارع وادي هجر', 2650000, 360, 1),
        (2, 1, 'حطين', 'شارع الأماني', 2900000, 400, 3),
        (3, 2, 'الياسمين', 'شارع الأولياء', 2400000, 350, 2),
        (4, 5, 'الملقا', 'شارع السيل الكبير', 2800000, 375, 4),
        (5, 5, 'الصحافة', 'شارع العليا', 2550000, 340, 0),
        (6, 5, 'الياسمين', 'شارع الرشيدية', 2450000, 330, 5)
    ) as v (nth, seller, district, street, price, area, age)
    join demo_sellers b on b.place = v.seller
    join demo_places p on p.city = 'الرياض' and p.district = v.district
    returning made as home
)
insert into nova.offers (property_id, user_id, team_id, summary, full_details, max_brokers,
    expires_at, created_at)
select (v.home).id, (v.home).user_id, (v.home).team_id, private.offer_summary(v.home),
    private.offer_details(v.home), 4, now() + interval '60 days', now() - interval '2 days'
from villas v;

with buyers as (
    insert into nova.customers (user_id, name, phone, whatsapp, email, category, interest_level,
        source, is_vip, preferred_contact_method, budget_min, budget_max, financing_needed,
        preferred_cities, preferred_districts, property_types, tags, notes, created_at,
        last_contact)
    select b.id, v.name, v.phone, v.phone, v.email, 'مشتري', 'مرتفع', 'توصية', true, 'WHATSAPP',
        2200000, 3000000, false, array['الرياض'], v.districts, array['فيلا'], v.tags, v.note,
        now() - interval '5 days', now() - interval '3 hours'
    from (values
        (1, 'أمل الراجحي', '0555310011', 'amal@example.com', array['الياسمين', 'الملقا', 'الصحافة'],
            array['كاش', 'جادة'], 'تشتري نقدًا، وتفضّل الواجهة الشمالية.'),
        (2, 'Daniel Haddad', '0555310012', 'daniel@example.com', array['الملقا', 'حطين', 'الصحافة'],
            array['relocation', 'VIP'], 'Moves from Amman in autumn; wants a garden for the kids.')
    ) as v (seller, name, phone, email, districts, tags, note)
    join demo_sellers b on b.place = v.seller
    returning *
), asked as (
    insert into nova.requests (user_id, customer_id, type, property_types, cities, districts,
        price_min, price_max, area_min, area_max, bedrooms_min, bathrooms_min,
        required_features, description, urgency_level, created_at)
    select c.user_id, c.id, 'BUY', c.property_types, c.preferred_cities, c.preferred_districts,
        c.budget_min, c.budget_max, 300, 450, 4, 4, array['حديقة', 'موقف'], c.notes, 'عاجل',
        now() - interval '1 day'
    from buyers c
)
insert into nova.customer_activities (customer_id, user_id, type, description, created_at)
select c.id, c.user_id, t.type, t.said, c.created_at + (c.last_contact - c.created_at) * share
from buyers c
cross join (values
    ('NOTE', 'المطلوب إثبات القدرة المالية قبل المعاينة.', 0.1),
    ('CALL', 'First call: budget and districts are settled.', 0.2),
    ('VISIT', 'معاينة فيلا في حي الملقا، والانطباع جيد.', 0.7),
    ('MESSAGE', 'أُرسلت قائمة بأربع فلل مناسبة.', 1)
) as t (type, said, share);
