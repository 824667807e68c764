-- The district that a name means in a city (private.city_key); null when none is known.
create or replace function private.district_of(city_key text, name text) returns bigint
language sql stable
as $$
select d.district_id
from private.district_names d
where city_key like 'CITY:%'
    and d.city_id = split_part(city_key, ':', 2)::bigint
    and d.key = nova.place_key(name)
$$;
