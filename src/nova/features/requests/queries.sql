-- list_requests(cursor text, page_size int, with_total boolean) -> RequestPage
select api.page(array_agg(api.request(r) order by r.created_at desc, r.id desc),
    :page_size,
    case when :with_total then (
        select count(*) from (
            select from nova.requests x where x.deleted_at is null limit 10000) as counted) end)
from nova.list_requests(:cursor, :page_size + 1) as r

-- search_requests(status text, type text, city text, customer_id uuid, ids uuid[], cursor text, page_size int, with_total boolean) -> RequestPage
select api.page(array_agg(api.request(r) order by r.created_at desc, r.id desc),
    :page_size,
    case when :with_total then (
        select count(*) from nova.search_requests(
            status => :status, type => :type, city => :city, customer_id => :customer_id,
            ids => :ids, page_size => 1000)) end)
from nova.search_requests(
    status => :status, type => :type, city => :city, customer_id => :customer_id,
    ids => :ids, cursor => :cursor, page_size => :page_size + 1) as r

-- show_request(request_id uuid) -> Request
select api.request(r)
from nova.requests r
where r.id = :request_id and r.deleted_at is null

-- create_request(request jsonb) -> Request
insert into nova.requests as r (
    -- columns: NewRequest
    type, property_types, cities, districts, team_id, customer_id, price_min, price_max, area_min,
    area_max, bedrooms_min, bathrooms_min, age_max, facing, required_features, must_features,
    description, financing_needed, down_payment, monthly_salary, urgency_level, expires_at
    -- end
)
select
    -- columns: n.NewRequest
    n.type, n.property_types, n.cities, n.districts, n.team_id, n.customer_id, n.price_min,
    n.price_max, n.area_min, n.area_max, n.bedrooms_min, n.bathrooms_min, n.age_max, n.facing,
    n.required_features, n.must_features, n.description, n.financing_needed, n.down_payment,
    n.monthly_salary, n.urgency_level, n.expires_at
    -- end
from jsonb_populate_record(
    null::nova.requests, private.in_words('requests', :request)) as n
returning api.request(r)

-- change_request(request_id uuid, changes jsonb) -> Request
update nova.requests as r
set (
    -- columns: RequestChanges
    type, property_types, cities, districts, customer_id, price_min, price_max, area_min, area_max,
    bedrooms_min, bathrooms_min, age_max, facing, required_features, must_features, description,
    financing_needed, down_payment, monthly_salary, urgency_level, expires_at
    -- end
) = (
    select
    -- columns: n.RequestChanges
    n.type, n.property_types, n.cities, n.districts, n.customer_id, n.price_min, n.price_max,
    n.area_min, n.area_max, n.bedrooms_min, n.bathrooms_min, n.age_max, n.facing,
    n.required_features, n.must_features, n.description, n.financing_needed, n.down_payment,
    n.monthly_salary, n.urgency_level, n.expires_at
    -- end
    from jsonb_populate_record(r, private.in_words('requests', :changes)) as n)
where r.id = :request_id and r.deleted_at is null
returning api.request(r)

-- cancel_request(request_id uuid, reason text) -> Request
select api.request(r)
from nova.cancel_request(:request_id, :reason) as r
where r.id is not null

-- fulfill_request(request_id uuid, property_id uuid) -> Request
select api.request(r)
from nova.fulfill_request(:request_id, :property_id) as r
where r.id is not null

-- reopen_request(request_id uuid) -> Request
select api.request(r)
from nova.reopen_request(:request_id) as r
where r.id is not null

-- delete_request(request_id uuid) -> nothing
select nova.delete_request(:request_id)

-- list_request_matches(request_id uuid, min_score int, page_size int) -> RequestFits
select nova.list_request_matches(:request_id, :min_score, :page_size)

-- keep_match(request_id uuid, offer_id uuid) -> Match
select nova.keep_match(:request_id, :offer_id)

-- candidate_properties(request_id uuid, page_size int) -> PropertyFits
select nova.candidate_properties(:request_id, :page_size)

-- show_request_stats() -> RequestStats
select nova.show_request_stats()
