-- Our number for a city of an imported list: the one of its region that has either of its names.
create or replace function private.listed_city(region_id smallint, name_ar text, name_en text)
returns bigint
language sql stable
as $$
select min(known.id)
from (
    select k.id
    from nova.cities k
    where k.region_id = listed_city.region_id
        and nova.place_key(k.name_ar) = nova.place_key(listed_city.name_ar)
    union all
    select k.id
    from private.city_names n
    join nova.cities k on k.id = n.city_id
    where k.region_id = listed_city.region_id
        and n.key in (nova.place_key(listed_city.name_ar), nova.place_key(listed_city.name_en))
) as known
$$;
