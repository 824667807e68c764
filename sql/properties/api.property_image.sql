-- A picture of a property, as whoever may read the property sees it.
create or replace function api.property_image(image nova.property_images) returns json
language sql stable
as $$
select json_build_object(
    'id', image.id,
    'propertyId', image.property_id,
    'url', image.url,
    'thumbnailUrl', image.thumbnail_url,
    'orderIndex', image.order_index,
    'isPrimary', image.is_primary,
    'createdAt', image.created_at)
$$;
