-- How a city may be written: as it came, and by every name of the listed one that it means.
create or replace function private.names_of_city(name text) returns text[]
language sql stable strict security definer
set search_path = ''
as $$
select array_agg(distinct written.name)
from (
    select names_of_city.name
    union all
    select unnest(array[c.name_ar, c.name_en] || c.other_names)
    from private.city_names n
    join nova.cities c on c.id = n.city_id
    where n.key = nova.place_key(names_of_city.name)
) as written
$$;

grant execute on function private.names_of_city(text) to nova_app;
