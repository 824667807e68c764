-- Open requests as the matcher reads them, coded and folded for the plan their owner chose.
create or replace function private.demand_of(request_ids uuid[]) returns setof private.demand
language sql volatile
as $$
select r.id, r.user_id, w.plan, w.keep, r.type = 'BUY',
    w.cities, w.muted, w.districts, w.zones, w.types,
    b.price_min, b.price_max, b.price_limit, b.price_stated,
    b.area_min, b.area_max, b.area_limit, b.area_stated,
    nullif(r.bedrooms_min, 0), nullif(r.bathrooms_min, 0), r.age_max,
    private.code_for('FACING', nova.normalize_text(nullif(r.facing, ''))),
    f.wished, f.wished_count, f.must, f.must_count,
    extract(epoch from r.created_at) / 86400,
    private.likeness(null, null,
        coalesce(nullif(r.price_max, 0), nullif(r.price_min, 0), 1000000),
        coalesce((r.area_min + r.area_max) / 2, nullif(r.area_min, 0), r.area_max, 200),
        r.bedrooms_min, r.bathrooms_min, r.age_max, r.type = 'BUY', w.types[1], w.cities[1],
        r.required_features),
    null::bigint, null::uuid, 'TYPE', null::int[]
from nova.requests r
cross join lateral private.words_of(r) as w
join private.match_plans p on p.plan = w.plan
cross join lateral private.bounds_of(r, p) as b
cross join lateral (
    select wished, 0 - (wished operator(extensions.<#>) wished) as wished_count,
        must, 0 - (must operator(extensions.<#>) must) as must_count
    from private.feature_set(r.required_features) as wished,
        private.feature_set(r.must_features) as must) as f
where r.id = any (request_ids)
    and r.status = 'ACTIVE' and r.deleted_at is null
    and (r.expires_at is null or r.expires_at > now())
    and exists (select from nova.users u where u.id = r.user_id and u.status = 'ACTIVE')
$$;
