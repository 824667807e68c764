-- Customers with Saudi names, mobiles and budgets, and what was said with them. A team's brokers
-- keep theirs in the team; its manager gives three of four to the others. What a seller's k-th
-- customer is follows from k, and their phone from n: so the other stages find them.
with made as (
    insert into nova.customers (user_id, team_id, assigned_to, name, phone, email, whatsapp,
        category, interest_level, source, is_vip, preferred_contact_method, budget_min, budget_max,
        financing_needed, preferred_cities, preferred_districts, property_types, tags, notes,
        status, created_at, last_contact)
    select b.id, b.team_id,
        case when k %% 4 <> 0 then b.helpers[
            1 + (k + k / 4) %% nullif(cardinality(b.helpers), 0)] end,
        first[1 + floor(random() * cardinality(first))::int] || ' '
            || family[1 + floor(random() * cardinality(family))::int],
        phone, case when n %% 3 = 0 then 'customer' || n || '@example.com' end,
        case when k %% 4 = 1 then phone end, category,
        (array['مرتفع', 'متوسط', 'منخفض'])[1 + floor(random() * 3)::int],
        (array['إعلان', 'توصية', 'زيارة', 'إكس'])[1 + floor(random() * 4)::int],
        n %% 11 = 0, (array['PHONE', 'WHATSAPP', 'EMAIL'])[1 + k %% 3],
        round(budget * 0.75, -3), round(budget * 1.25, -3),
        case when category = 'مشتري' then k %% 2 = 0 end,
        case when category <> 'مالك' then array[p.city] else '{}' end,
        case when category <> 'مالك' then array[p.district] else '{}' end,
        case when category <> 'مالك' then array[type] else '{}' end,
        coalesce(d.tags, '{}'), d.note, case when k %% 15 = 14 then 'INACTIVE' else 'ACTIVE' end,
        since, case when k %% 5 <> 0 then since + (now() - since) * (0.35 + n %% 60 / 100.0) end
    from generate_series(%(first)s::int, %(last)s::int) as n
    cross join demo_names
    join demo_sellers b on b.place = 1 + n %% (select count(*) from demo_sellers)
    cross join lateral (
        select n / (select count(*)::int from demo_sellers) as k,
            '05' || lpad((20000000 + n * 13)::text, 8, '0') as phone,
            now() - n * (interval '90 minutes' / %(scale)s) as since
    ) as own
    cross join lateral (
        select (array['مالك', 'مشتري', 'مستأجر', 'مالك', 'مشتري', 'مستأجر', 'مالك', 'مستأجر',
                'مشتري', 'مالك', 'مشتري', 'مستأجر'])[1 + k %% 12] as category,
            (array['فيلا', 'شقة', 'دور', 'شقة'])[1 + (k + b.place) %% 4] as type
    ) as kind
    join demo_places p on p.place = case
        when k %% 4 = 3 then 1 + (n::bigint * 31) %% (select count(*) from demo_places)
        else b.places[1 + (k * 3 + b.place) %% cardinality(b.places)] end
    left join demo_notes d on category <> 'مالك' and d.nth = (k + b.place) %% 9
    cross join lateral (
        select case type when 'فيلا' then 380 when 'دور' then 240 else 150 end * p.sar_per_m2
            * case category when 'مشتري' then 1 when 'مستأجر' then 0.05 end
            * (90 + floor(random() * 25)::int) / 100 as budget
    ) as money
    returning id, user_id, assigned_to, phone, category, created_at, last_contact
)
insert into nova.customer_activities (customer_id, user_id, type, description, metadata, created_at)
select m.id, b.id, 'ASSIGNED', null, jsonb_build_object('assignedTo', m.assigned_to),
    m.created_at + (coalesce(m.last_contact, now()) - m.created_at) * 0.1
from made m
join demo_sellers b on b.id = m.user_id
where m.assigned_to is not null
union all
select m.id, coalesce(m.assigned_to, m.user_id), t.type, t.said, '{}',
    m.created_at + (coalesce(m.last_contact, now()) - m.created_at)
        * case t.step when 1 then 0.2 when 2 then 0.6 else 1 end
from made m
join demo_sellers b on b.id = m.user_id
join demo_talks t on t.nth = (substr(m.phone, 3)::int / 13 + t.step) %% 4
where t.step = 3 and m.last_contact is not null
    or t.step < 3 and b.shown and m.category <> 'مالك'
        and (t.step = 1 or m.last_contact is not null);
