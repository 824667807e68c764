-- list_cities(words text, region_id int) -> Cities
-- Reference data: all of it, the largest first, unless words or a region narrow it.
select json_build_object('data', coalesce(json_agg(json_build_object(
    'id', c.id, 'nameAr', c.name_ar, 'nameEn', c.name_en,
    'region', json_build_object('id', r.id, 'nameAr', r.name_ar, 'nameEn', r.name_en))
    order by c.id), '[]'))
from nova.cities c
join nova.regions r on r.id = c.region_id
where (:region_id is null or c.region_id = :region_id)
    and (:words is null
        or strpos(nova.place_key(c.name_ar), nullif(nova.place_key(:words), '')) > 0
        or strpos(nova.place_key(c.name_en), nullif(nova.place_key(:words), '')) > 0)

-- list_districts(city_id bigint) -> Districts
select json_build_object('data', coalesce((
    select json_agg(json_build_object(
        'id', d.id, 'nameAr', d.name_ar, 'nameEn', d.name_en, 'zone', d.zone) order by d.id)
    from nova.districts d
    where d.city_id = c.id), '[]'))
from nova.cities c
where c.id = :city_id
