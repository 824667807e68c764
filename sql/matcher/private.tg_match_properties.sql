-- Properties were listed, or changed in what they are matched by: they wait for the matcher.
create or replace function private.tg_match_properties() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    if tg_op = 'INSERT' then
        perform private.queue_matching(array(select n.id from new_rows n), null);
    else
        perform private.queue_matching(array(
            select n.id
            from new_rows n
            join old_rows o on o.id = n.id
            where (n.user_id, n.property_type, n.category, n.listing_type, n.city, n.district,
                    n.location_lat, n.location_lng, n.price, n.area, n.bedrooms, n.bathrooms,
                    n.property_age, n.facing, n.features, n.deleted_at)
                is distinct from (o.user_id, o.property_type, o.category, o.listing_type, o.city,
                    o.district, o.location_lat, o.location_lng, o.price, o.area, o.bedrooms,
                    o.bathrooms, o.property_age, o.facing, o.features, o.deleted_at)), null);
    end if;
    return null;
end
$$;
