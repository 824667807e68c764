-- list_customers(cursor text, page_size int, with_total boolean) -> CustomerPage
select api.page(
    array_agg(api.customer(c, masked.scope is not null) order by c.created_at desc, c.id desc),
    :page_size,
    case when :with_total then (
        select count(*) from (
            select from nova.customers x where x.deleted_at is null limit 10000) as counted) end)
from nova.list_customers(:cursor, :page_size + 1) as c
left join nova.masked_scopes() as masked (scope) on masked.scope = c.scope_id

-- search_customers(words text, status text, is_vip boolean, tag text, city text, assigned_to uuid, budget_min bigint, budget_max bigint, contacted_before timestamptz, ids uuid[], cursor text, page_size int, with_total boolean) -> CustomerPage
select api.page(
    array_agg(api.customer(c, masked.scope is not null) order by c.created_at desc, c.id desc),
    :page_size,
    case when :with_total then (
        select count(*) from nova.search_customers(
            words => :words, status => :status, is_vip => :is_vip, tag => :tag, city => :city,
            assigned_to => :assigned_to, budget_min => :budget_min, budget_max => :budget_max,
            contacted_before => :contacted_before, ids => :ids, page_size => 1000)) end)
from nova.search_customers(
    words => :words, status => :status, is_vip => :is_vip, tag => :tag, city => :city,
    assigned_to => :assigned_to, budget_min => :budget_min, budget_max => :budget_max,
    contacted_before => :contacted_before, ids => :ids, cursor => :cursor,
    page_size => :page_size + 1) as c
left join nova.masked_scopes() as masked (scope) on masked.scope = c.scope_id

-- show_customer(customer_id uuid) -> Customer
select api.customer(c, masked.scope is not null)
from nova.customers c
left join nova.masked_scopes() as masked (scope) on masked.scope = c.scope_id
where c.id = :customer_id and c.deleted_at is null

-- show_card(customer_id uuid, page_size int) -> CustomerCard
select json_build_object(
    'customer', api.customer(c, masked.scope is not null),
    'requests', (
        select api.page(array_agg(api.request(r) order by r.created_at desc, r.id desc), :page_size)
        from nova.search_requests(customer_id => c.id, page_size => :page_size + 1) as r),
    'matches', (
        select api.page(array_agg(nova.show_match(m.id) order by m.id desc), :page_size)
        from nova.list_matches(null, c.id, null, null, null, :page_size + 1) as m),
    'appointments', (
        select api.page(array_agg(api.appointment(a)), :page_size, null,
            array_agg(a.start_datetime))
        from nova.list_appointments(now(), now() + interval '92 days', null, c.id, null, null,
            null, null, :page_size + 1) as a),
    'tasks', (
        select api.page(array_agg(api.task(t)), :page_size, null,
            array_agg(private.task_place(t, 'NEWEST')))
        from nova.search_tasks(customer_id => c.id, page_size => :page_size + 1) as t),
    'activities', nova.list_activities(c.id, null, :page_size))
from nova.customers c
left join nova.masked_scopes() as masked (scope) on masked.scope = c.scope_id
where c.id = :customer_id and c.deleted_at is null

-- create_customer(customer jsonb) -> Customer
insert into nova.customers as c (
    -- columns: NewCustomer
    name, phone, team_id, email, whatsapp, category, interest_level, source, is_vip,
    preferred_contact_method, preferred_contact_time, budget_min, budget_max, financing_needed,
    preferred_cities, preferred_districts, property_types, tags, notes, custom_fields
    -- end
)
select
    -- columns: n.NewCustomer
    n.name, n.phone, n.team_id, n.email, n.whatsapp, n.category, n.interest_level, n.source,
    n.is_vip, n.preferred_contact_method, n.preferred_contact_time, n.budget_min, n.budget_max,
    n.financing_needed, n.preferred_cities, n.preferred_districts, n.property_types, n.tags,
    n.notes, n.custom_fields
    -- end
from jsonb_populate_record(
    null::nova.customers, private.in_words('customers', :customer)) as n
returning api.customer(c)

-- change_customer(customer_id uuid, changes jsonb) -> Customer
update nova.customers as c
set (
    -- columns: CustomerChanges
    name, phone, email, whatsapp, category, interest_level, source, status, is_vip,
    preferred_contact_method, preferred_contact_time, budget_min, budget_max, financing_needed,
    preferred_cities, preferred_districts, property_types, tags, notes, custom_fields
    -- end
) = (
    select
    -- columns: n.CustomerChanges
    n.name, n.phone, n.email, n.whatsapp, n.category, n.interest_level, n.source, n.status,
    n.is_vip, n.preferred_contact_method, n.preferred_contact_time, n.budget_min, n.budget_max,
    n.financing_needed, n.preferred_cities, n.preferred_districts, n.property_types, n.tags,
    n.notes, n.custom_fields
    -- end
    from jsonb_populate_record(
        c, private.merge_field(
            private.in_words('customers', :changes), 'custom_fields', c.custom_fields)) as n)
where c.id = :customer_id and c.deleted_at is null
returning api.customer(c)

-- delete_customer(customer_id uuid) -> nothing
select nova.delete_customer(:customer_id)

-- restore_customer(customer_id uuid) -> Customer
select api.customer(c)
from nova.restore_customer(:customer_id) as c
where c.id is not null

-- assign_customer(customer_id uuid, assigned_to uuid) -> Customer
select api.customer(c)
from nova.assign_customer(:customer_id, :assigned_to) as c
where c.id is not null

-- list_activities(customer_id uuid, cursor text, page_size int) -> ActivityPage
select nova.list_activities(:customer_id, :cursor, :page_size)

-- log_activity(customer_id uuid, type text, description text, metadata jsonb) -> Activity
select api.activity(a)
from nova.log_activity(:customer_id, :type, :description, :metadata) as a
where a.id is not null

-- suggested_properties(customer_id uuid, page_size int) -> RequestPropertyFits
select nova.suggested_properties(:customer_id, :page_size)
