-- list_properties(cursor text, page_size int, with_total boolean) -> PropertyPage
select api.page(array_agg(api.property(p) order by p.created_at desc, p.id desc),
    :page_size,
    case when :with_total then (
        select count(*) from (
            select from nova.properties x where x.deleted_at is null limit 10000) as counted) end)
from nova.list_properties(:cursor, :page_size + 1) as p

-- search_properties(words text, status text, listing_type text, property_type text, city text, price_min bigint, price_max bigint, area_min bigint, area_max bigint, bedrooms_min int, published boolean, lat float8, lng float8, radius float8, south float8, west float8, north float8, east float8, ids uuid[], cursor text, page_size int, with_total boolean) -> PropertyPage
with place as (
    select nullif(array[:lat, :lng, :radius], array[null, null, null]::float8[]) as near,
        nullif(array[:south, :west, :north, :east], array[null, null, null, null]::float8[]) as box,
        private.in_word('properties', 'property_type', :property_type) as property_type
)
select api.page(array_agg(api.property(p) order by p.created_at desc, p.id desc),
    :page_size,
    case when :with_total then (
        select count(*)
        from place
        cross join lateral nova.search_properties(
            words => :words, status => :status, listing_type => :listing_type,
            property_type => place.property_type, city => :city, price_min => :price_min,
            price_max => :price_max, area_min => :area_min, area_max => :area_max,
            bedrooms_min => :bedrooms_min, published => :published, near => place.near,
            box => place.box, ids => :ids, page_size => 1000)) end)
from place
cross join lateral nova.search_properties(
    words => :words, status => :status, listing_type => :listing_type,
    property_type => place.property_type, city => :city, price_min => :price_min,
    price_max => :price_max, area_min => :area_min, area_max => :area_max,
    bedrooms_min => :bedrooms_min, published => :published, near => place.near, box => place.box,
    ids => :ids, cursor => :cursor, page_size => :page_size + 1) as p

-- show_property(property_id uuid) -> Property
select api.property(p)
from nova.properties p
where p.id = :property_id and p.deleted_at is null

-- create_property(property jsonb) -> Property
insert into nova.properties as p (
    -- columns: NewProperty
    title, property_type, category, listing_type, city, district, price, area, team_id, customer_id,
    description, street, location_lat, location_lng, google_maps_url, price_negotiable,
    commission_percentage, bedrooms, bathrooms, lounges, floors, property_age, deed_number, facing,
    street_width, features, amenities, ad_license_number, ad_license_issued_at,
    ad_license_expires_at, ad_license_url, brokerage_contract_number, brokerage_contract_expires_at,
    advertiser_capacity, plan_number, land_number, national_address, reserved_until, custom_fields,
    source
    -- end
)
select
    -- columns: n.NewProperty
    n.title, n.property_type, n.category, n.listing_type, n.city, n.district, n.price, n.area,
    n.team_id, n.customer_id, n.description, n.street, n.location_lat, n.location_lng,
    n.google_maps_url, n.price_negotiable, n.commission_percentage, n.bedrooms, n.bathrooms,
    n.lounges, n.floors, n.property_age, n.deed_number, n.facing, n.street_width, n.features,
    n.amenities, n.ad_license_number, n.ad_license_issued_at, n.ad_license_expires_at,
    n.ad_license_url, n.brokerage_contract_number, n.brokerage_contract_expires_at,
    n.advertiser_capacity, n.plan_number, n.land_number, n.national_address, n.reserved_until,
    n.custom_fields, n.source
    -- end
from jsonb_populate_record(
    null::nova.properties, private.in_words('properties', :property)) as n
returning api.property(p)

-- change_property(property_id uuid, changes jsonb) -> Property
update nova.properties as p
set (
    -- columns: PropertyChanges
    title, property_type, category, listing_type, city, district, price, area, customer_id,
    description, street, location_lat, location_lng, google_maps_url, price_negotiable,
    commission_percentage, bedrooms, bathrooms, lounges, floors, property_age, deed_number, facing,
    street_width, features, amenities, ad_license_number, ad_license_issued_at,
    ad_license_expires_at, ad_license_url, brokerage_contract_number, brokerage_contract_expires_at,
    advertiser_capacity, plan_number, land_number, national_address, reserved_until, custom_fields,
    source
    -- end
) = (
    select
    -- columns: n.PropertyChanges
    n.title, n.property_type, n.category, n.listing_type, n.city, n.district, n.price, n.area,
    n.customer_id, n.description, n.street, n.location_lat, n.location_lng, n.google_maps_url,
    n.price_negotiable, n.commission_percentage, n.bedrooms, n.bathrooms, n.lounges, n.floors,
    n.property_age, n.deed_number, n.facing, n.street_width, n.features, n.amenities,
    n.ad_license_number, n.ad_license_issued_at, n.ad_license_expires_at, n.ad_license_url,
    n.brokerage_contract_number, n.brokerage_contract_expires_at, n.advertiser_capacity,
    n.plan_number, n.land_number, n.national_address, n.reserved_until, n.custom_fields, n.source
    -- end
    from jsonb_populate_record(
        p, private.merge_field(
            private.in_words('properties', :changes), 'custom_fields', p.custom_fields)) as n)
where p.id = :property_id and p.deleted_at is null
returning api.property(p)

-- publish_property(property_id uuid) -> Property
select api.property(p)
from nova.publish_property(:property_id) as p
where p.id is not null

-- delete_property(property_id uuid) -> nothing
select nova.delete_property(:property_id)

-- restore_property(property_id uuid) -> Property
select api.property(p)
from nova.restore_property(:property_id) as p
where p.id is not null

-- matching_requests(property_id uuid, page_size int) -> OwnRequestFits
select nova.matching_requests(:property_id, :page_size)

-- similar_properties(property_id uuid, page_size int) -> SimilarProperties
select nova.similar_properties(:property_id, :page_size)
