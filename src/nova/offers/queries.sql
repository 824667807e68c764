-- list_offers(cursor text, page_size int, with_total boolean) -> OfferPage
with scopes as materialized (
    select * from nova.reading_scopes('offers.read')
),
after as materialized (
    select * from private.read_cursor(:cursor)
),
recent as (
    select newest.*
    from (
        select found.*
        from scopes
        cross join after
        cross join lateral (
            select o.*
            from nova.offers o
            where o.scope_id = scopes.scope
                and o.deleted_at is null
                and (o.created_at, o.id) < (after.at, after.id)
            order by o.created_at desc, o.id desc
            limit :page_size + 1
        ) as found
        where scopes.reach = 'WHOLE'
        union all
        select found.*
        from scopes
        cross join after
        cross join lateral (
            select o.*
            from nova.offers o
            where o.user_id = nova.current_user_id() and o.scope_id = scopes.scope
                and o.deleted_at is null
                and (o.created_at, o.id) < (after.at, after.id)
            order by o.created_at desc, o.id desc
            limit :page_size + 1
        ) as found
        where scopes.reach = 'HELD'
    ) as newest
    order by newest.created_at desc, newest.id desc
    limit :page_size + 1
)
select api.page(array_agg(api.offer(recent) order by recent.created_at desc, recent.id desc),
    :page_size,
    case when :with_total then (
        select count(*) from nova.offers x where x.deleted_at is null) end)
from recent

-- search_offers(status text, property_id uuid, cursor text, page_size int, with_total boolean) -> OfferPage
select api.page(array_agg(api.offer(o) order by o.created_at desc, o.id desc),
    :page_size,
    case when :with_total then (
        select count(*) from nova.search_offers(:status, :property_id, null, null)) end)
from nova.search_offers(:status, :property_id, :cursor, :page_size + 1) as o

-- create_offer(property_id uuid, max_brokers int, expires_at timestamptz) -> Offer
select api.offer(o)
from nova.create_offer(:property_id, :max_brokers, :expires_at) as o

-- browse_marketplace(city text, property_type text, listing_type text, price_min bigint, price_max bigint, cursor text, page_size int, with_total boolean) -> TeaserPage
select api.page(array_agg(api.teaser(o) order by o.created_at desc, o.id desc),
    :page_size,
    case when :with_total then (
        select count(*) from nova.browse_marketplace(:city, :property_type, :listing_type,
            :price_min, :price_max, null, null)) end)
from nova.browse_marketplace(:city, :property_type, :listing_type, :price_min, :price_max, :cursor,
    :page_size + 1) as o

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
