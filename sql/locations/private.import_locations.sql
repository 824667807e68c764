-- Take a list of regions, cities and districts, as JSON in the shape of the public list: what is
-- known by its folded name stays, what is new is added. Answers how many of each were added.
--
-- Everything is matched again then: a name may mean a known city from now on. By hand, as the
-- database's owner.
create or replace function private.import_locations(regions jsonb, cities jsonb, districts jsonb)
returns json
language plpgsql volatile
set search_path = ''
as $$
declare
    v_unknown text := private.unknown_regions(regions);
    v_cities int;
    v_districts int;
begin
    if v_unknown is not null then
        raise exception using
            errcode = 'PT422', message = 'region_unknown',
            detail = json_build_object('regions', v_unknown);
    end if;
    v_cities := private.import_cities(regions, cities);
    v_districts := private.import_districts(regions, cities, districts);
    if v_cities + v_districts > 0 then
        perform private.queue_matching(
            array(select p.id from nova.properties p where p.deleted_at is null),
            array(select r.id from nova.requests r
                where r.status = 'ACTIVE' and r.deleted_at is null));
    end if;
    return json_build_object('cities', v_cities, 'districts', v_districts);
end
$$;
