-- Other brokers' open offers, as teasers, newest first.
--
-- A row crosses owners here: definer, with the columns of the teaser.
-- Hidden: one's own, those of a suspended broker, the expired, the full.
create or replace function nova.browse_marketplace(
    city text default null, property_type text default null, listing_type text default null,
    price_min bigint default null, price_max bigint default null, cursor text default null,
    page_size int default 20
) returns setof nova.offers
language plpgsql stable security definer rows 20
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
declare
    v_me uuid := nova.current_user_id();
    v_cities text[] := private.names_of_city(city);
    v_after record := private.read_cursor(cursor);
begin
    perform private.require_trade();
    return query
    select o.*
    from nova.offers o
    join nova.users u on u.id = o.user_id and u.status = 'ACTIVE'
    where o.status = 'ACTIVE'
        and o.deleted_at is null
        and o.user_id <> v_me
        and (o.expires_at is null or o.expires_at > now())
        and o.accepted_count < o.max_brokers
        and (v_cities is null or o.summary ->> 'city' = any (v_cities))
        and (browse_marketplace.property_type is null
            or o.summary ->> 'propertyType' = browse_marketplace.property_type)
        and (browse_marketplace.listing_type is null
            or o.summary ->> 'listingType' = browse_marketplace.listing_type)
        and (browse_marketplace.price_min is null
            or (o.summary ->> 'price')::bigint >= browse_marketplace.price_min)
        and (browse_marketplace.price_max is null
            or (o.summary ->> 'price')::bigint <= browse_marketplace.price_max)
        and (o.created_at, o.id) < (v_after.at, v_after.id)
    order by o.created_at desc, o.id desc
    limit page_size;
end
$$;

grant execute on function nova.browse_marketplace(text, text, text, bigint, bigint, text, int)
    to nova_app;
