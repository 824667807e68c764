-- The teaser of a property: what every broker may see before they accept.
--
-- Never the owner, the deed, the customer or the exact place (Real Estate Brokerage Law);
-- the advertising licence is shown, since every advertisement must carry it.
create or replace function private.offer_summary(property nova.properties) returns jsonb
language sql immutable
as $$
select jsonb_build_object(
    'propertyType', property.property_type,
    'category', property.category,
    'listingType', property.listing_type,
    'city', property.city,
    'district', property.district,
    'price', property.price,
    'priceNegotiable', property.price_negotiable,
    'area', property.area,
    'bedrooms', property.bedrooms,
    'bathrooms', property.bathrooms,
    'propertyAge', property.property_age,
    'facing', property.facing,
    'features', property.features,
    'adLicenseNumber', property.ad_license_number)
$$;
