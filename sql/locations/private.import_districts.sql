-- Add the districts of an imported list that are not known in their city. Answers how many.
create or replace function private.import_districts(regions jsonb, cities jsonb, districts jsonb)
returns int
language plpgsql volatile
set search_path = ''
as $$
declare
    v_added int;
begin
    with listed as (
        select d.district_id, k.id as city_id,
            regexp_replace(btrim(d.name_ar), '^حي\s+', '') as name_ar,
            regexp_replace(btrim(d.name_en), '\s+Dist\.?$', '') as name_en
        from jsonb_to_recordset(districts)
            as d (district_id bigint, city_id bigint, name_ar text, name_en text)
        join jsonb_to_recordset(cities)
            as c (city_id bigint, region_id bigint, name_ar text, name_en text) using (city_id)
        join jsonb_to_recordset(regions) as g (region_id bigint, name_ar text, name_en text)
            using (region_id)
        join lateral private.listed_city(
            private.region_of(g.name_ar, g.name_en), c.name_ar, c.name_en) as k (id) on true
    ),
    added as (
        insert into nova.districts as d (city_id, name_ar, name_en)
        select l.city_id, l.name_ar, l.name_en
        from listed l
        where l.city_id is not null and l.name_ar ~ '\S' and l.name_en ~ '\S'
            and not exists (
                select from private.district_names n
                where n.city_id = l.city_id
                    and n.key in (nova.place_key(l.name_ar), nova.place_key(l.name_en)))
        order by l.district_id
        on conflict do nothing
        returning d.*
    ),
    named as (
        insert into private.district_names (city_id, key, district_id)
        select a.city_id, nova.place_key(name), min(a.id)
        from added a
        cross join unnest(array[a.name_ar, a.name_en]) as name
        group by 1, 2
        on conflict do nothing
    )
    select count(*) into v_added from added;
    return v_added;
end
$$;
