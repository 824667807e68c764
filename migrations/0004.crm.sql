-- The business of a broker: customers, properties, offers, requests, matches, notifications.
--
-- Every scoped table carries two generated columns: scope_id (its team, else its owner) and
-- holder_id (its assignee, else its owner). Row security and every list are driven by them.
set local role nova_owner;

create table nova.customers (
    id uuid primary key default uuidv7(),
    user_id uuid not null default nova.current_user_id() references nova.users,
    team_id uuid references nova.teams,
    assigned_to uuid references nova.users,
    scope_id uuid not null generated always as (coalesce(team_id, user_id)) stored,
    holder_id uuid not null generated always as (coalesce(assigned_to, user_id)) stored,
    name text not null check (name ~ '\S' and length(name) <= 200),
    phone text not null check (length(phone) <= 40),
    phone_e164 text generated always as (nova.normalize_phone(phone)) stored,
    email text check (length(email) <= 254),
    whatsapp text check (length(whatsapp) <= 40),
    category text check (length(category) <= 100),
    interest_level text check (length(interest_level) <= 100),
    source text check (length(source) <= 100),
    status text not null default 'ACTIVE' check (status in ('ACTIVE', 'INACTIVE', 'ARCHIVED')),
    is_vip boolean not null default false,
    preferred_contact_method text check (length(preferred_contact_method) <= 100),
    preferred_contact_time jsonb,
    budget_min bigint check (budget_min >= 0),
    budget_max bigint check (budget_max >= 0),
    financing_needed boolean,
    preferred_cities text[] not null default '{}' check (cardinality(preferred_cities) <= 50),
    preferred_districts text[] not null default '{}' check (cardinality(preferred_districts) <= 100),
    property_types text[] not null default '{}' check (cardinality(property_types) <= 30),
    tags text[] not null default '{}' check (cardinality(tags) <= 30),
    notes text check (length(notes) <= 10000),
    custom_fields jsonb not null default '{}'
        check (jsonb_typeof(custom_fields) = 'object' and length(custom_fields::text) <= 32768),
    search_text text not null generated always as (
        nova.normalize_text(name) || ' ' || nova.name_key(name)
        || coalesce(' ' || nova.normalize_phone(phone), '')
        || coalesce(' 0' || substr(nova.normalize_phone(phone), 5), '')
        || coalesce(' ' || nova.normalize_text(email), '')) stored,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    last_contact timestamptz,
    deleted_at timestamptz,
    version int not null default 1,
    constraint customers_phone_valid check (phone_e164 is not null),
    constraint customers_whatsapp_valid
        check (whatsapp is null or nova.normalize_phone(whatsapp) is not null),
    constraint customers_budget_range check (budget_min <= budget_max)
);
create unique index customers_phone_live on nova.customers (scope_id, phone_e164) where deleted_at is null;
create index customers_newest on nova.customers (scope_id, created_at desc, id desc) where deleted_at is null;
create index customers_held_newest on nova.customers (holder_id, scope_id, created_at desc, id desc)
    where deleted_at is null;
create index customers_search on nova.customers
    using gin (scope_id extensions.uuid_ops, search_text extensions.gin_trgm_ops) where deleted_at is null;
create index customers_of_user on nova.customers (user_id);
create index customers_of_team on nova.customers (team_id);
create index customers_of_assignee on nova.customers (assigned_to);
comment on table nova.customers is 'The people a broker serves';
comment on column nova.customers.phone is 'As typed, for display; compared by phone_e164';
comment on column nova.customers.budget_min is 'Whole SAR';
comment on column nova.customers.budget_max is 'Whole SAR';
comment on column nova.customers.search_text is 'Name, joined name, phone in both forms and e-mail, folded';

create table nova.properties (
    id uuid primary key default uuidv7(),
    user_id uuid not null default nova.current_user_id() references nova.users,
    team_id uuid references nova.teams,
    scope_id uuid not null generated always as (coalesce(team_id, user_id)) stored,
    customer_id uuid references nova.customers,
    title text not null check (title ~ '\S' and length(title) <= 200),
    description text check (length(description) <= 10000),
    property_type text not null check (property_type ~ '\S' and length(property_type) <= 100),
    category text not null check (category ~ '\S' and length(category) <= 100),
    listing_type text not null check (listing_type in ('SALE', 'RENT')),
    city text not null check (city ~ '\S' and length(city) <= 100),
    district text not null check (district ~ '\S' and length(district) <= 100),
    street text check (length(street) <= 200),
    location_lat double precision check (location_lat between -90 and 90),
    location_lng double precision check (location_lng between -180 and 180),
    google_maps_url text check (length(google_maps_url) <= 2000),
    price bigint not null check (price between 1 and 100000000000),
    price_negotiable boolean not null default true,
    commission_percentage numeric(5, 2) check (commission_percentage between 0 and 100),
    area bigint not null check (area between 1 and 1000000000),
    bedrooms int check (bedrooms between 0 and 99),
    bathrooms int check (bathrooms between 0 and 99),
    lounges int check (lounges between 0 and 99),
    floors int check (floors between 0 and 200),
    property_age int check (property_age between 0 and 500),
    deed_number text check (length(deed_number) between 1 and 30),
    facing text check (length(facing) <= 50),
    street_width int check (street_width between 0 and 500),
    features text[] not null default '{}' check (cardinality(features) <= 50),
    amenities text[] not null default '{}' check (cardinality(amenities) <= 50),
    status text not null default 'DRAFT' check (status in ('DRAFT', 'ACTIVE', 'SOLD', 'RENTED', 'ARCHIVED')),
    is_featured boolean not null default false,
    is_published boolean not null default false,
    published_at timestamptz,
    views_count int not null default 0,
    inquiries_count int not null default 0,
    shares_count int not null default 0,
    ad_license_number text check (ad_license_number ~ '^\d{10}$'),
    ad_license_issued_at date,
    ad_license_expires_at date,
    ad_license_url text check (length(ad_license_url) <= 2000),
    custom_fields jsonb not null default '{}'
        check (jsonb_typeof(custom_fields) = 'object' and length(custom_fields::text) <= 32768),
    source text check (length(source) <= 100),
    search_text text not null generated always as (
        nova.normalize_text(title) || ' ' || nova.normalize_text(city) || ' '
        || nova.normalize_text(district) || ' ' || nova.normalize_text(property_type)) stored,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    version int not null default 1,
    constraint properties_ad_license_period check (ad_license_expires_at > ad_license_issued_at),
    constraint properties_ad_license_dated
        check (ad_license_number is null or ad_license_expires_at is not null),
    constraint properties_published_active check (not is_published or status = 'ACTIVE'),
    constraint properties_published_licensed
        check (not is_published or ad_license_number is not null)
);
create unique index properties_deed_live on nova.properties (scope_id, deed_number) where deleted_at is null;
create index properties_newest on nova.properties (scope_id, created_at desc, id desc) where deleted_at is null;
create index properties_held_newest on nova.properties (user_id, scope_id, created_at desc, id desc)
    where deleted_at is null;
create index properties_search on nova.properties
    using gin (scope_id extensions.uuid_ops, search_text extensions.gin_trgm_ops) where deleted_at is null;
create index properties_of_team on nova.properties (team_id);
create index properties_of_customer on nova.properties (customer_id);
comment on table nova.properties is 'A broker''s stock';
comment on column nova.properties.price is 'Whole SAR; a year''s rent where listing_type is RENT';
comment on column nova.properties.area is 'Square metres';
comment on column nova.properties.commission_percentage is 'Per cent of the price; 2.5 is the custom';
comment on column nova.properties.ad_license_number is 'REGA advertising licence, ten digits: no advertisement without one';

create table nova.offers (
    id uuid primary key default uuidv7(),
    property_id uuid not null references nova.properties,
    user_id uuid not null references nova.users,
    team_id uuid references nova.teams,
    scope_id uuid not null generated always as (coalesce(team_id, user_id)) stored,
    summary jsonb not null,
    full_details jsonb not null,
    max_brokers int not null default 10 check (max_brokers between 1 and 50),
    accepted_count int not null default 0 check (accepted_count >= 0),
    status text not null default 'ACTIVE' check (status in ('ACTIVE', 'PAUSED', 'COMPLETED', 'EXPIRED')),
    expires_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    version int not null default 1,
    constraint offers_places check (accepted_count <= max_brokers)
);
create unique index offers_one_open on nova.offers (property_id)
    where status in ('ACTIVE', 'PAUSED') and deleted_at is null;
create index offers_newest on nova.offers (scope_id, created_at desc, id desc) where deleted_at is null;
create index offers_held_newest on nova.offers (user_id, scope_id, created_at desc, id desc)
    where deleted_at is null;
create index offers_market on nova.offers (created_at desc, id desc)
    where status = 'ACTIVE' and deleted_at is null;
create index offers_of_property on nova.offers (property_id);
create index offers_of_team on nova.offers (team_id);
comment on table nova.offers is 'A property offered to other brokers';
comment on column nova.offers.summary is 'The teaser: what every broker may see, built from the property';
comment on column nova.offers.full_details is 'What an accepted broker sees, built from the property';
comment on column nova.offers.max_brokers is 'How many brokers may take it';

create table nova.requests (
    id uuid primary key default uuidv7(),
    user_id uuid not null default nova.current_user_id() references nova.users,
    team_id uuid references nova.teams,
    scope_id uuid not null generated always as (coalesce(team_id, user_id)) stored,
    customer_id uuid references nova.customers,
    type text not null check (type in ('BUY', 'RENT')),
    property_types text[] not null check (cardinality(property_types) between 1 and 30),
    cities text[] not null check (cardinality(cities) between 1 and 50),
    districts text[] not null default '{}' check (cardinality(districts) <= 100),
    price_min bigint check (price_min between 0 and 100000000000),
    price_max bigint check (price_max between 0 and 100000000000),
    area_min bigint check (area_min between 0 and 1000000000),
    area_max bigint check (area_max between 0 and 1000000000),
    bedrooms_min int check (bedrooms_min between 0 and 99),
    bathrooms_min int check (bathrooms_min between 0 and 99),
    age_max int check (age_max between 0 and 500),
    facing text check (length(facing) <= 50),
    required_features text[] not null default '{}' check (cardinality(required_features) <= 50),
    description text check (length(description) <= 10000),
    financing_needed boolean,
    down_payment bigint check (down_payment between 0 and 100000000000),
    monthly_salary bigint check (monthly_salary between 0 and 1000000000),
    urgency_level text check (length(urgency_level) <= 50),
    status text not null default 'ACTIVE' check (status in ('ACTIVE', 'FULFILLED', 'CANCELED', 'ARCHIVED')),
    canceled_reason text check (length(canceled_reason) <= 200),
    summary jsonb,
    full_details jsonb,
    expires_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    version int not null default 1,
    constraint requests_price_range check (price_min <= price_max),
    constraint requests_area_range check (area_min <= area_max),
    constraint requests_expiry_later check (expires_at > created_at)
);
create index requests_newest on nova.requests (scope_id, created_at desc, id desc) where deleted_at is null;
create index requests_held_newest on nova.requests (user_id, scope_id, created_at desc, id desc)
    where deleted_at is null;
create index requests_of_team on nova.requests (team_id);
create index requests_of_customer on nova.requests (customer_id);
create index requests_open_cities on nova.requests using gin (cities) where status = 'ACTIVE';
comment on table nova.requests is 'What a buyer or tenant looks for';
comment on column nova.requests.price_min is 'Whole SAR';
comment on column nova.requests.price_max is 'Whole SAR';
comment on column nova.requests.area_min is 'Square metres';
comment on column nova.requests.area_max is 'Square metres';
comment on column nova.requests.monthly_salary is 'Whole SAR a month';

create table nova.smart_matches (
    id uuid primary key default uuidv7(),
    offer_id uuid not null references nova.offers,
    request_id uuid not null references nova.requests,
    broker_id uuid not null references nova.users,
    offer_owner_id uuid not null references nova.users,
    match_mask smallint not null check (match_mask between 0 and 63),
    match_score smallint not null check (match_score between 0 and 100),
    status text not null default 'PENDING'
        check (status in ('PENDING', 'VIEWED', 'ACCEPTED', 'REJECTED', 'EXPIRED')),
    algorithm_version text not null default '1.0',
    viewed_at timestamptz,
    accepted_at timestamptz,
    rejected_at timestamptz,
    rejected_reason text check (length(rejected_reason) <= 200),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version int not null default 1,
    unique (offer_id, request_id),
    constraint smart_matches_not_own check (broker_id <> offer_owner_id)
);
create index smart_matches_newest on nova.smart_matches (broker_id, created_at desc, id desc);
create unique index smart_matches_one_place on nova.smart_matches (offer_id, broker_id)
    where status = 'ACCEPTED';
create index smart_matches_of_request on nova.smart_matches (request_id);
create index smart_matches_of_offer_owner on nova.smart_matches (offer_owner_id, status);
comment on table nova.smart_matches is 'An offer that meets a request, scored; the broker is the request''s owner';
comment on column nova.smart_matches.match_mask is 'Which of the six factors hold; private.match_outcomes explains it';

create table nova.notifications (
    id uuid primary key default uuidv7(),
    user_id uuid not null references nova.users on delete cascade,
    title text not null,
    message text not null,
    type text not null check (type in ('APPOINTMENT', 'SMART_MATCH', 'TASK', 'CUSTOMER', 'SYSTEM')),
    category text,
    action_url text,
    action_label text,
    is_read boolean not null default false,
    read_at timestamptz,
    priority text not null default 'NORMAL' check (priority in ('URGENT', 'NORMAL', 'LOW')),
    related_entity_type text,
    related_entity_id uuid,
    created_at timestamptz not null default now(),
    constraint notifications_read_dated check (is_read = (read_at is not null))
);
create index notifications_newest on nova.notifications (user_id, created_at desc, id desc);
create index notifications_unread on nova.notifications (user_id) where not is_read;
comment on table nova.notifications is 'What a user should know, in their own list';

create table private.match_factors (
    factor text primary key,
    bit smallint not null unique,
    points smallint not null,
    label_ar text,
    label_en text
);
comment on table private.match_factors is
    'Algorithm 1.0 of the original request as a table of rules; a factor without a label is scored but not named';

insert into private.match_factors (factor, bit, points, label_ar, label_en)
values
    ('city', 1, 25, 'المدينة', 'City'),
    ('district', 2, 20, 'الحي', 'District'),
    ('propertyType', 4, 20, 'نوع العقار', 'Property type'),
    ('category', 8, 10, null, null),
    ('price', 16, 15, 'السعر', 'Price'),
    ('area', 32, 10, 'المساحة', 'Area');

create table private.match_outcomes (
    mask smallint primary key,
    score smallint not null,
    breakdown json not null,
    features_ar text[] not null,
    features_en text[] not null
);
comment on table private.match_outcomes is 'The 64 outcomes of algorithm 1.0, worked out from match_factors';

insert into private.match_outcomes (mask, score, breakdown, features_ar, features_en)
select
    mask,
    sum(case when mask & bit > 0 then points else 0 end),
    json_object_agg(factor, case when mask & bit > 0 then points else 0 end order by bit),
    coalesce(array_agg(label_ar order by bit) filter (where mask & bit > 0 and label_ar is not null), '{}'),
    coalesce(array_agg(label_en order by bit) filter (where mask & bit > 0 and label_en is not null), '{}')
from generate_series(0, 63) as mask
cross join private.match_factors
group by mask;
