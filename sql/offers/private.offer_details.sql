-- What an accepted broker sees beyond the teaser: enough to visit and to close. Still not the
-- customer who owns it, nor the deed.
create or replace function private.offer_details(property nova.properties) returns jsonb
language sql immutable
as $$
select private.offer_summary(property) || jsonb_build_object(
    'title', property.title,
    'description', property.description,
    'street', property.street,
    'locationLat', property.location_lat,
    'locationLng', property.location_lng,
    'googleMapsUrl', property.google_maps_url,
    'commissionPercentage', property.commission_percentage,
    'lounges', property.lounges,
    'floors', property.floors,
    'streetWidth', property.street_width,
    'amenities', property.amenities,
    'adLicenseUrl', property.ad_license_url)
$$;
