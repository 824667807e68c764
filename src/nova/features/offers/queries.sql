-- list_offers(cursor text, page_size int, with_total boolean) -> OfferPage
select api.page(array_agg(api.offer(o) order by o.created_at desc, o.id desc),
    :page_size,
    case when :with_total then (
        select count(*) from (
            select from nova.offers x where x.deleted_at is null limit 10000) as counted) end)
from nova.list_offers(:cursor, :page_size + 1) as o

-- search_offers(status text, property_id uuid, ids uuid[], cursor text, page_size int, with_total boolean) -> OfferPage
select api.page(array_agg(api.offer(o) order by o.created_at desc, o.id desc),
    :page_size,
    case when :with_total then (
        select count(*) from nova.search_offers(
            status => :status, property_id => :property_id, ids => :ids,
            page_size => 1000)) end)
from nova.search_offers(
    status => :status, property_id => :property_id, ids => :ids, cursor => :cursor,
    page_size => :page_size + 1) as o

-- create_offer(property_id uuid, max_brokers int, expires_at timestamptz) -> Offer
select api.offer(o)
from nova.create_offer(:property_id, :max_brokers, :expires_at) as o

-- browse_marketplace(city text, property_type text, listing_type text, price_min bigint, price_max bigint, cursor text, page_size int, with_total boolean) -> TeaserPage
select api.page(array_agg(api.teaser(o) order by o.created_at desc, o.id desc),
    :page_size,
    case when :with_total then (
        select count(*) from nova.browse_marketplace(
            city => :city, listing_type => :listing_type,
            property_type => private.in_word('properties', 'property_type', :property_type),
            price_min => :price_min, price_max => :price_max, page_size => 1000)) end)
from nova.browse_marketplace(
    city => :city, listing_type => :listing_type,
    property_type => private.in_word('properties', 'property_type', :property_type),
    price_min => :price_min, price_max => :price_max, cursor => :cursor,
    page_size => :page_size + 1) as o

-- show_offer(offer_id uuid) -> OfferView
select nova.show_offer(:offer_id)

-- change_offer(offer_id uuid, changes jsonb) -> Offer
select api.offer(o)
from nova.change_offer(:offer_id, :changes) as o
where o.id is not null

-- pause_offer(offer_id uuid) -> Offer
select api.offer(o)
from nova.pause_offer(:offer_id) as o
where o.id is not null

-- resume_offer(offer_id uuid) -> Offer
select api.offer(o)
from nova.resume_offer(:offer_id) as o
where o.id is not null

-- delete_offer(offer_id uuid) -> nothing
select nova.delete_offer(:offer_id)

-- complete_offer(offer_id uuid) -> Offer
select api.offer(o)
from nova.complete_offer(:offer_id) as o
where o.id is not null

-- renew_offer(offer_id uuid, expires_at timestamptz) -> Offer
select api.offer(o)
from nova.renew_offer(:offer_id, :expires_at) as o
where o.id is not null

-- list_offer_matches(offer_id uuid, min_score int, page_size int) -> OfferFits
select nova.list_offer_matches(:offer_id, :min_score, :page_size)

-- list_offer_brokers(offer_id uuid) -> Brokers
select nova.list_offer_brokers(:offer_id)

-- show_offer_stats() -> OfferStats
select nova.show_offer_stats()
