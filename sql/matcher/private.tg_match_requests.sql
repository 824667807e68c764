-- Requests were filed, or changed in what they are matched by: they wait for the matcher.
create or replace function private.tg_match_requests() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    if tg_op = 'INSERT' then
        perform private.queue_matching(null, array(
            select n.id from new_rows n where n.status = 'ACTIVE'));
    else
        perform private.queue_matching(null, array(
            select n.id
            from new_rows n
            join old_rows o on o.id = n.id
            where (n.status, n.deleted_at, n.expires_at, n.user_id, n.type, n.cities, n.districts,
                    n.property_types, n.price_min, n.price_max, n.area_min, n.area_max,
                    n.bedrooms_min, n.bathrooms_min, n.age_max, n.facing, n.required_features,
                    n.must_features)
                is distinct from (o.status, o.deleted_at, o.expires_at, o.user_id, o.type,
                    o.cities, o.districts, o.property_types, o.price_min, o.price_max, o.area_min,
                    o.area_max, o.bedrooms_min, o.bathrooms_min, o.age_max, o.facing,
                    o.required_features, o.must_features)));
    end if;
    return null;
end
$$;
