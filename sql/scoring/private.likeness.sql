-- Where a home lies among all homes, in 32 dimensions: the L2 distance of two says how different
-- they are. Logarithms of price (SAR) and area (m²), rooms, age (years), sale or rent, place in
-- degrees; type, city and features by hash buckets. The weights are ours, set so that a type weighs
-- as much as a price three times higher, and a city twice that.
create or replace function private.likeness(
    latitude double precision, longitude double precision, price double precision,
    area double precision, bedrooms double precision, bathrooms double precision,
    age double precision, sells boolean, type_code bigint, city_code bigint, features text[]
) returns extensions.vector
language sql immutable
as $$
select (
    array[
        coalesce(latitude - 24, 0) * 0.3, coalesce(longitude - 45, 0) * 0.3,
        ln(greatest(price, 1)), ln(greatest(area, 1)) * 0.7,
        coalesce(bedrooms, 0) * 0.2, coalesce(bathrooms, 0) * 0.15,
        least(coalesce(age, 0), 50) * 0.03, case when sells then 3 else 0 end]
    || array(
        select case when mod(abs(hashint8(type_code)::bigint), 12) = bucket then 1.1 else 0 end
        from generate_series(0, 11) as bucket)
    || array(
        select case when (hashint8(city_code) >> bucket) & 1 = 1 then 0.8 else -0.8 end
        from generate_series(0, 3) as bucket)
    || array(
        select 0.2 * count(*) filter (where mod(abs(hashtext(f)::bigint), 8) = bucket)
        from generate_series(0, 7) as bucket
        left join unnest(features) as f on true
        group by bucket
        order by bucket)
)::real[]::extensions.vector(32)
$$;
