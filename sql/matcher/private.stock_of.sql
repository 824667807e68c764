-- Properties as the matcher reads them: words as codes, and the offer while it is in the market.
create or replace function private.stock_of(property_ids uuid[]) returns setof private.stock
language sql volatile
as $$
select p.id, o.id, coalesce(o.user_id, p.user_id), p.scope_id,
    private.code_for('WORD', p.city), private.code_for('WORD', p.district),
    private.code_for('WORD', p.property_type), p.category = 'سكني', p.listing_type = 'SALE',
    coded.city, private.code_for('DISTRICT', private.district_key(named.district, p.district)),
    private.code_for('ZONE', private.zone_key(named.district)), coded.type, p.price, p.area,
    p.bedrooms, p.bathrooms, p.property_age,
    private.code_for('FACING', nova.normalize_text(p.facing)),
    coalesce(private.feature_set(p.features), '{}/1000000000'),
    coalesce(o.min_score, 0), coalesce(o.expires_at, 'infinity'),
    extract(epoch from coalesce(o.created_at, p.created_at)) / 86400,
    private.likeness(p.location_lat, p.location_lng, p.price, p.area, p.bedrooms, p.bathrooms,
        p.property_age, p.listing_type = 'SALE', coded.type, coded.city, p.features)
from nova.properties p
left join nova.offers o on o.property_id = p.id
    and o.status = 'ACTIVE' and o.deleted_at is null
    and o.accepted_count < o.max_brokers
    and (o.expires_at is null or o.expires_at > now())
    and exists (select from nova.users u where u.id = o.user_id and u.status = 'ACTIVE')
cross join lateral (
    select city, private.district_of(city, p.district) as district
    from private.city_key(p.city) as city) as named
cross join lateral (
    select private.code_for('CITY', named.city) as city,
        private.code_for('TYPE', private.type_key(p.property_type)) as type
    offset 0) as coded
where p.id = any (property_ids) and p.deleted_at is null
$$;
