-- Add the cities of an imported list that are not known in their region; a name that means a city
-- already keeps meaning that one. Answers how many were added.
create or replace function private.import_cities(regions jsonb, cities jsonb) returns int
language plpgsql volatile
set search_path = ''
as $$
declare
    v_added int;
begin
    with listed as (
        select c.city_id, c.name_ar, c.name_en, private.region_of(g.name_ar, g.name_en) as region_id
        from jsonb_to_recordset(cities)
            as c (city_id bigint, region_id bigint, name_ar text, name_en text)
        join jsonb_to_recordset(regions) as g (region_id bigint, name_ar text, name_en text)
            using (region_id)
    ),
    added as (
        insert into nova.cities as c (region_id, name_ar, name_en)
        select l.region_id, btrim(l.name_ar), btrim(l.name_en)
        from listed l
        where private.listed_city(l.region_id, l.name_ar, l.name_en) is null
        order by l.city_id
        on conflict do nothing
        returning c.*
    ),
    named as (
        insert into private.city_names (key, city_id)
        select nova.place_key(name), min(a.id)
        from added a
        cross join unnest(array[a.name_ar, a.name_en]) as name
        group by 1
        on conflict do nothing
    )
    select count(*) into v_added from added;
    return v_added;
end
$$;
