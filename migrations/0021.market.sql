-- The market as the matcher reads it: coded stock and demand, the plans of scoring, and the queue.
set local role nova_owner;

create table private.codes (
    id bigint generated always as identity primary key,
    kind text not null check (kind in ('WORD', 'CITY', 'DISTRICT', 'ZONE', 'TYPE', 'FEATURE', 'FACING')),
    key text not null,
    unique (kind, key)
);
comment on table private.codes is
    'A number for every word that is compared: WORD letter for letter (algorithm 1.0), the others folded (2.0)';

create table private.type_names (
    key text primary key,
    type text not null
);
comment on table private.type_names is 'Folded names of property types that mean one: flat and apartment are شقة';

insert into private.type_names (key, type)
select nova.normalize_text(name), type
from (values
    ('شقة', '{شقة,شقق,apartment,flat}'::text[]), ('فيلا', '{فيلا,فلة,فله,villa}'),
    ('أرض', '{أرض,قطعة أرض,land,plot}'), ('دور', '{دور,floor}'), ('عمارة', '{عمارة,building}'),
    ('دوبلكس', '{دوبلكس,duplex}'), ('تاون هاوس', '{تاون هاوس,تاونهاوس,townhouse,town house}'),
    ('استوديو', '{استوديو,studio}'), ('استراحة', '{استراحة,rest house,resthouse}'),
    ('مزرعة', '{مزرعة,farm}'), ('محل', '{محل,محل تجاري,shop}'), ('معرض', '{معرض,showroom}'),
    ('مكتب', '{مكتب,office}'), ('مستودع', '{مستودع,warehouse}'), ('شاليه', '{شاليه,chalet}')
) as named (type, names)
cross join unnest(named.names) as name
group by 1, 2;

create table private.match_plans (
    plan smallint primary key check (plan between 1 and 15),
    version text not null unique,
    is_default boolean not null,
    stored_from smallint not null check (stored_from between 0 and 100),
    shown_from smallint not null check (shown_from >= stored_from),
    keep int not null check (keep between 1 and 1000),
    reoffer_price_drop double precision not null,
    reoffer_score_rise smallint not null,
    mask_points bigint[] check (cardinality(mask_points) = 64),
    district double precision,
    price double precision,
    area double precision,
    bedrooms double precision,
    bathrooms double precision,
    age double precision,
    facing double precision,
    features double precision,
    freshness double precision,
    unstated double precision,
    district_unstated double precision,
    district_near double precision,
    price_tolerance double precision,
    area_tolerance double precision,
    room_short double precision,
    age_years double precision,
    fresh_days double precision,
    stale_days double precision,
    constraint match_plans_add_up check (
        district + price + area + bedrooms + bathrooms + age + facing + features + freshness = 100),
    constraint match_plans_points_fit check (
        greatest(district, price, area, bedrooms, bathrooms, age, facing, features, freshness) <= 31)
);
create unique index match_plans_one_default on private.match_plans (is_default) where is_default;
comment on table private.match_plans is
    'How a pair is scored, a row a version of the algorithm: weights in points, tolerances as shares; changed by migrations only. 1.0 has its rules in match_factors (product fact 5.7)';
comment on column private.match_plans.keep is 'How many of the best open matches a request keeps in bounded mode';
comment on column private.match_plans.mask_points is 'Algorithm 1.0: smart_matches.points of each of the 64 outcomes, from mask 0 on';
comment on column private.match_plans.unstated is 'Share of a weight that a wish counts which the buyer did not state';
comment on column private.match_plans.district_near is 'Share of the weight for a district in the same part of the city';
comment on column private.match_plans.price_tolerance is 'How far beyond a bound the price counts, as a share of the bound; above the maximum it is a gate';
comment on column private.match_plans.room_short is 'Share that each missing room takes';
comment on column private.match_plans.fresh_days is 'Days before the request in which an offer counts as new';
comment on column private.match_plans.stale_days is 'Days over which it then falls to nothing';

insert into private.match_plans (plan, version, is_default, stored_from, shown_from, keep, reoffer_price_drop,
    reoffer_score_rise)
values (1, '1.0', false, 50, 50, 50, 0.05, 10);
insert into private.match_plans (plan, version, is_default, stored_from, shown_from, keep, reoffer_price_drop,
    reoffer_score_rise, district, price, area, bedrooms, bathrooms, age, facing, features, freshness,
    unstated, district_unstated, district_near, price_tolerance, area_tolerance, room_short, age_years,
    fresh_days, stale_days)
values (2, '2.0', true, 50, 60, 50, 0.05, 10, 25, 25, 15, 10, 5, 5, 3, 7, 5,
    0.6, 0.4, 0.4, 0.1, 0.1, 0.5, 5, 30, 150);

create table private.plan_factors (
    factor text primary key,
    place smallint not null unique,
    shift smallint unique,
    label_ar text not null,
    label_en text not null,
    wanted text[] not null,
    offered text
);
comment on column private.plan_factors.wanted is 'Keys of requests.full_details that say the wish, one or the two ends of a range';
comment on column private.plan_factors.offered is 'Key of offers.summary that says what there is';
comment on table private.plan_factors is
    'The factors of algorithm 2.0 in the order they are named; shift is where their points stand in smart_matches.points, null is a gate';

insert into private.plan_factors (factor, place, shift, label_ar, label_en, wanted, offered)
values
    ('city', 1, null, 'المدينة', 'City', '{cities}', 'city'),
    ('district', 2, 0, 'الحي', 'District', '{districts}', 'district'),
    ('propertyType', 3, null, 'نوع العقار', 'Property type', '{propertyTypes}', 'propertyType'),
    ('price', 4, 5, 'السعر', 'Price', '{priceMin,priceMax}', 'price'),
    ('area', 5, 10, 'المساحة', 'Area', '{areaMin,areaMax}', 'area'),
    ('bedrooms', 6, 15, 'غرف النوم', 'Bedrooms', '{bedroomsMin}', 'bedrooms'),
    ('bathrooms', 7, 20, 'دورات المياه', 'Bathrooms', '{bathroomsMin}', 'bathrooms'),
    ('age', 8, 25, 'عمر العقار', 'Age', '{ageMax}', 'propertyAge'),
    ('facing', 9, 30, 'الواجهة', 'Facing', '{facing}', 'facing'),
    ('features', 10, 35, 'المزايا', 'Features', '{requiredFeatures}', 'features'),
    ('freshness', 11, 40, 'حداثة العرض', 'Freshness', '{}', null);

-- Bounds are floats so that an open end is infinite; a wish that is not stated is null.
create table private.demand (
    request_id uuid primary key,
    user_id uuid not null,
    plan smallint not null,
    keep int,
    buys boolean not null,
    cities bigint[] not null,
    muted bigint[] not null,
    districts bigint[] not null,
    zones bigint[] not null,
    types bigint[] not null,
    price_min double precision not null,
    price_max double precision not null,
    price_asked double precision not null,
    price_limit double precision not null,
    price_stated boolean not null,
    area_min double precision not null,
    area_max double precision not null,
    area_limit double precision not null,
    area_stated boolean not null,
    bedrooms double precision,
    bathrooms double precision,
    age double precision,
    facing bigint,
    features extensions.sparsevec,
    features_count double precision,
    must extensions.sparsevec,
    must_count double precision,
    day double precision not null,
    likeness extensions.vector(32) not null,
    floor_points bigint,
    floor_offer uuid,
    reach text not null check (reach in ('TYPE', 'PRICE', 'DISTRICT')),
    keys int[]
) with (fillfactor = 80);
create index demand_keys on private.demand using gin (keys) with (fastupdate = off);
create index demand_of_user on private.demand (user_id);
comment on table private.demand is
    'Every open request as the matcher reads it: words as codes, bounds folded for its plan; written by the worker only';
comment on column private.demand.keep is 'How many open matches it keeps; null keeps every one (exact mode)';
comment on column private.demand.price_limit is 'The dearest price that is not refused';
comment on column private.demand.price_max is 'The dearest price that is fully met: the stated one, or what the financing reaches';
comment on column private.demand.floor_points is 'With floor_offer: the last pair it keeps, when others are left out; null when none is';
comment on column private.demand.reach is 'How far a home may be from it and still enter: see private.demand_reach';
comment on column private.demand.price_asked is 'The dearest price the request states: price_max without what salary and down payment say';
comment on column private.demand.keys is 'What a home finds it by in algorithm 1.0: see private.demand_keys; null in 2.0, which has demand_cells';
comment on column private.demand.day is 'When it was filed, in days since 1970';

create table private.demand_cells (
    key bigint not null,
    price_limit double precision not null,
    price_low double precision not null,
    area_limit double precision not null,
    request_id uuid not null references private.demand on delete cascade,
    primary key (request_id, key)
);
create index demand_cells_by_key on private.demand_cells (key, price_limit)
    include (price_low, area_limit, request_id);
comment on table private.demand_cells is
    'Where a home finds a request of algorithm 2.0: a row for each wanted city, or district, with each wanted type, and the gates of price and area; one index range answers, without the rows';
comment on column private.demand_cells.price_low is 'SAR from which a home can still enter: 0 until the floor is over what one without price points reaches';

-- Vacuumed after changes of 2 in 100 rows: dead entries of the HNSW graph hide living ones. Of the
-- nearest ten it found half in some tries on a graph that was never vacuumed, all ten in every try
-- on one that was (3,000 rows, 8 tries each).
create table private.stock (
    property_id uuid primary key,
    offer_id uuid unique,
    user_id uuid not null,
    scope_id uuid not null,
    city_word bigint not null,
    district_word bigint not null,
    type_word bigint not null,
    residential boolean not null,
    sells boolean not null,
    city bigint not null,
    district bigint not null,
    zone bigint,
    type bigint not null,
    price double precision not null,
    area double precision not null,
    bedrooms double precision,
    bathrooms double precision,
    age double precision,
    facing bigint,
    features extensions.sparsevec not null,
    min_score smallint not null,
    expires_at timestamptz not null,
    day double precision not null,
    likeness extensions.vector(32) not null
) with (autovacuum_vacuum_scale_factor = 0.02);
create index stock_by_type on private.stock (sells, city, type, price)
    include (offer_id, user_id, district, zone, area, bedrooms, bathrooms, age, facing, features, min_score,
        expires_at, day)
    where offer_id is not null;
create index stock_by_district on private.stock (sells, district, type, price) where offer_id is not null;
create index stock_by_words on private.stock (city_word, type_word, price)
    include (offer_id, user_id, district_word, residential, city, area, min_score, expires_at)
    where offer_id is not null;
create index stock_by_district_word on private.stock (district_word) where offer_id is not null;
create index stock_by_city_word on private.stock (city_word, price) where offer_id is not null;
create index stock_by_type_word on private.stock (type_word, price) where offer_id is not null and residential;
create index stock_own on private.stock (scope_id, sells, city, type);
create index stock_likeness on private.stock using hnsw (likeness extensions.vector_l2_ops);
comment on index private.stock_by_type is 'Covers all that a score needs: read in order, it costs a fifth of reading the rows';
comment on table private.stock is
    'Every live property as the matcher reads it, with its offer while that is open; written by the worker only';
comment on column private.stock.offer_id is 'The offer that is in the market: active, unexpired when written, with a place left';
comment on column private.stock.likeness is 'Where the home lies among all homes: L2 distance says how different two are';

create type private.scored_home as (
    offer_id uuid,
    points bigint
);
comment on type private.scored_home is 'An offer and its points, as smart_matches.points has them';

create type private.near_home as (
    property_id uuid,
    distance double precision
);
comment on type private.near_home is 'A property and how far it lies from another, in private.likeness';

create table private.match_queue (
    id bigint generated always as identity primary key,
    property_id uuid,
    request_id uuid,
    queued_at timestamptz not null default clock_timestamp(),
    error text,
    constraint match_queue_one_of_two check (num_nonnulls(property_id, request_id) = 1)
);
comment on column private.match_queue.error is 'Why it could not be matched: set aside, for a person to look at';
comment on table private.match_queue is 'Properties and requests that wait to be matched; a row is gone when its matches are committed';

-- What is there already is matched once the worker runs.
alter table nova.requests no force row level security;
alter table nova.properties no force row level security;
insert into private.match_queue (property_id) select id from nova.properties where deleted_at is null;
insert into private.match_queue (request_id) select id from nova.requests where status = 'ACTIVE' and deleted_at is null;
alter table nova.requests force row level security;
alter table nova.properties force row level security;

create table nova.match_settings (
    id uuid primary key default uuidv7(),
    user_id uuid not null unique references nova.users,
    algorithm text not null default '2.0' references private.match_plans (version),
    mode text not null default 'BOUNDED' check (mode in ('BOUNDED', 'EXACT')),
    min_score smallint check (min_score between 50 and 100),
    muted_cities text[] not null default '{}' check (cardinality(muted_cities) <= 50),
    updated_at timestamptz not null default now(),
    version int not null default 1
);
create index match_settings_of_plan on nova.match_settings (algorithm);
alter table nova.match_settings enable row level security, force row level security;
comment on table nova.match_settings is 'How one broker wants to be matched; no row is the default plan';
comment on column nova.match_settings.min_score is 'Matches below are not shown nor announced; null is the plan''s own threshold';
comment on column nova.match_settings.mode is 'BOUNDED keeps the best of each request, EXACT every pair at or over the threshold, as the original request does';

alter table nova.requests
    add column must_features text[] not null default '{}'
        constraint requests_must_features_check check (cardinality(must_features) <= 50),
    add column fulfilled_by uuid;
comment on column nova.requests.fulfilled_by is 'The property that was bought or rented, when its broker has it';
comment on column nova.requests.must_features is 'Features without which an offer is no match, whether in required_features or not';

alter table nova.subscription_plans no force row level security;
update nova.subscription_plans set features = features || '["exact_matches"]' where name in ('pro', 'company');
alter table nova.subscription_plans force row level security;

alter table nova.enum_labels no force row level security;
insert into nova.enum_labels (enum, place, value, label_ar, label_en)
values
    ('matchMode', 1, 'BOUNDED', 'أفضل الفرص لكل طلب', 'The best of each request'),
    ('matchMode', 2, 'EXACT', 'كل الفرص', 'Every match');
alter table nova.enum_labels force row level security;
