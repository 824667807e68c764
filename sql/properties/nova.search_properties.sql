-- The properties whose title, place or type holds these words, or that pass the other filters,
-- newest first; "near" is a place and a radius in metres, "box" the corners south-west and
-- north-east.
--
-- Definer for the same reason as search_customers, and pinned to the policy properties_read
-- by tests/sql/properties/test_search_properties.py.
create or replace function nova.search_properties(
    words text default null, status text default null, listing_type text default null,
    property_type text default null, city text default null, price_min bigint default null,
    price_max bigint default null, area_min bigint default null, area_max bigint default null,
    bedrooms_min int default null, published boolean default null, near float8[] default null,
    box float8[] default null, ids uuid[] default null, cursor text default null,
    page_size int default 20
) returns setof nova.properties
language plpgsql stable security definer rows 20
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
declare
    v_words text := private.search_pattern(words);
    v_me uuid := nova.current_user_id();
    v_cities text[] := private.names_of_city(city);
    v_after record := private.read_cursor(cursor);
begin
    if array_position(near, null) is not null or array_position(box, null) is not null then
        raise exception using
            errcode = 'PT422', message = 'place_incomplete', column = 'lat';
    end if;
    return query
    select found.*
    from nova.reading_scopes('properties.read') as scopes
    cross join lateral (
        select p.*
        from nova.properties p
        where p.scope_id = scopes.scope
            and (scopes.reach = 'WHOLE' or p.user_id = v_me)
            and p.deleted_at is null
            and (ids is null or p.id = any (ids))
            and (words is null or p.search_text like v_words)
            and (search_properties.status is null or p.status = search_properties.status)
            and (search_properties.listing_type is null
                or p.listing_type = search_properties.listing_type)
            and (search_properties.property_type is null
                or p.property_type = search_properties.property_type)
            and (v_cities is null or p.city = any (v_cities))
            and (search_properties.price_min is null or p.price >= search_properties.price_min)
            and (search_properties.price_max is null or p.price <= search_properties.price_max)
            and (search_properties.area_min is null or p.area >= search_properties.area_min)
            and (search_properties.area_max is null or p.area <= search_properties.area_max)
            and (bedrooms_min is null or p.bedrooms >= bedrooms_min)
            and (published is null or p.is_published = published)
            and (box is null or (p.location_lat between box[1] and box[3]
                and p.location_lng between box[2] and box[4]))
            and (near is null or private.metres_between(
                p.location_lat, p.location_lng, near[1], near[2]) <= near[3])
            and (p.created_at, p.id) < (v_after.at, v_after.id)
        order by p.created_at desc, p.id desc
        limit page_size
    ) as found
    order by found.created_at desc, found.id desc
    limit page_size;
end
$$;

grant execute on function nova.search_properties(text, text, text, text, text, bigint, bigint,
    bigint, bigint, int, boolean, float8[], float8[], uuid[], text, int) to nova_app;
