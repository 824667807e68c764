-- What a district's name is compared by, inside its city (private.city_key): its number when it is
-- known, else both names.
create or replace function private.district_key(city_key text, name text) returns text
language sql stable
as $$
select coalesce(
    (select '@' || d.district_id
    from private.district_names d
    where city_key like '#%'
        and d.city_id = substr(city_key, 2)::bigint
        and d.key = nova.place_key(name)),
    city_key || '/' || nova.place_key(name))
$$;
