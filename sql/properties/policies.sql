-- Visibility as sql/README.md says it; a property is held by its owner.
create policy properties_rules on nova.properties to nova_rules using (true) with check (true);
create policy properties_read on nova.properties for select to nova_app using (
    scope_id = any (array(select s from nova.whole_scopes('properties.read') as s))
    or (user_id = (select nova.current_user_id())
        and scope_id = any (array(select s from nova.held_scopes('properties.read') as s))));
create policy properties_create on nova.properties for insert to nova_app with check (
    scope_id = any (array(select s from nova.whole_scopes('properties.create') as s))
    or (user_id = (select nova.current_user_id())
        and scope_id = any (array(select s from nova.held_scopes('properties.create') as s))));
create policy properties_update on nova.properties for update to nova_app using (
    scope_id = any (array(select s from nova.whole_scopes('properties.update') as s))
    or (user_id = (select nova.current_user_id())
        and scope_id = any (array(select s from nova.held_scopes('properties.update') as s))));
grant select on nova.properties to nova_app;
grant insert (
    -- columns: NewProperty
    title, property_type, category, listing_type, city, district, price, area, team_id, customer_id,
    description, street, location_lat, location_lng, google_maps_url, price_negotiable,
    commission_percentage, bedrooms, bathrooms, lounges, floors, property_age, deed_number, facing,
    street_width, features, amenities, ad_license_number, ad_license_issued_at,
    ad_license_expires_at, ad_license_url, brokerage_contract_number, brokerage_contract_expires_at,
    advertiser_capacity, plan_number, land_number, national_address, reserved_until, custom_fields,
    source
    -- end
) on nova.properties to nova_app;
grant update (
    -- columns: PropertyChanges
    title, property_type, category, listing_type, city, district, price, area, customer_id,
    description, street, location_lat, location_lng, google_maps_url, price_negotiable,
    commission_percentage, bedrooms, bathrooms, lounges, floors, property_age, deed_number, facing,
    street_width, features, amenities, ad_license_number, ad_license_issued_at,
    ad_license_expires_at, ad_license_url, brokerage_contract_number, brokerage_contract_expires_at,
    advertiser_capacity, plan_number, land_number, national_address, reserved_until, custom_fields,
    source
    -- end
) on nova.properties to nova_app;

-- Pictures follow their property: reached through functions only.
create policy property_images_rules on nova.property_images to nova_rules
    using (true) with check (true);
