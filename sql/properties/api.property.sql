-- A property, as its own broker sees it.
--
-- json_object, because a function takes at most 100 arguments; "returning json", because with a
-- jsonb among its values it would be jsonb, whose keys are in another order.
create or replace function api.property(property nova.properties) returns json
language sql stable
as $$
select json_object(
    'id': property.id,
    'userId': property.user_id,
    'teamId': property.team_id,
    'customerId': property.customer_id,
    'title': property.title,
    'description': property.description,
    'propertyType': property.property_type,
    'category': property.category,
    'listingType': property.listing_type,
    'city': property.city,
    'district': property.district,
    'street': property.street,
    'locationLat': property.location_lat,
    'locationLng': property.location_lng,
    'googleMapsUrl': property.google_maps_url,
    'price': property.price,
    'priceNegotiable': property.price_negotiable,
    'commissionPercentage': property.commission_percentage,
    'area': property.area,
    'bedrooms': property.bedrooms,
    'bathrooms': property.bathrooms,
    'lounges': property.lounges,
    'floors': property.floors,
    'propertyAge': property.property_age,
    'deedNumber': property.deed_number,
    'facing': property.facing,
    'streetWidth': property.street_width,
    'features': property.features,
    'amenities': property.amenities,
    'status': property.status,
    'isFeatured': property.is_featured,
    'isPublished': property.is_published,
    'publishedAt': property.published_at,
    'viewsCount': property.views_count,
    'inquiriesCount': property.inquiries_count,
    'sharesCount': property.shares_count,
    'adLicenseNumber': property.ad_license_number,
    'adLicenseIssuedAt': property.ad_license_issued_at,
    'adLicenseExpiresAt': property.ad_license_expires_at,
    'adLicenseUrl': property.ad_license_url,
    'adLicenseStatus': property.ad_license_status,
    'brokerageContractNumber': property.brokerage_contract_number,
    'brokerageContractExpiresAt': property.brokerage_contract_expires_at,
    'advertiserCapacity': property.advertiser_capacity,
    'planNumber': property.plan_number,
    'landNumber': property.land_number,
    'nationalAddress': property.national_address,
    'reservedUntil': property.reserved_until,
    'customFields': property.custom_fields,
    'source': property.source,
    'createdAt': property.created_at,
    'updatedAt': property.updated_at,
    'version': property.version
    returning json)
$$;

grant execute on function api.property(nova.properties) to nova_app;
