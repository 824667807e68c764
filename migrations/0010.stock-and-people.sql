-- What the request says of properties, customers and invoices beyond the first slice.
set local role nova_owner;

alter table nova.properties
    add column ad_license_status text not null default 'NONE' constraint properties_ad_license_status_check
        check (ad_license_status in ('NONE', 'ENTERED', 'VALID', 'INVALID', 'EXPIRED', 'CANCELLED')),
    add column brokerage_contract_number text check (length(brokerage_contract_number) between 1 and 50),
    add column brokerage_contract_expires_at date,
    add column advertiser_capacity text check (advertiser_capacity in (
        'INDIVIDUAL_BROKER', 'INDIVIDUAL_OWNER', 'OWNER_AGENT', 'FIRM_BROKER', 'FIRM_OWNER')),
    add column plan_number text check (length(plan_number) between 1 and 50),
    add column land_number text check (length(land_number) between 1 and 50),
    add column national_address text check (national_address ~ '^[A-Z]{4}\d{4}$'),
    add column reserved_until timestamptz;
alter table nova.properties no force row level security;
update nova.properties set ad_license_status = 'ENTERED' where ad_license_number is not null;
alter table nova.properties force row level security;
comment on column nova.properties.ad_license_status is
    'ENTERED by its owner; VALID or INVALID by the authority''s answer only';
comment on column nova.properties.brokerage_contract_number is 'REGA brokerage contract: no licence without one';
comment on column nova.properties.national_address is 'Short national address: four letters, four digits';
comment on column nova.properties.reserved_until is 'Until when a buyer''s deposit holds it';

alter table nova.users add column mawthuq_number text check (length(mawthuq_number) between 1 and 30);
comment on column nova.users.mawthuq_number is 'Media licence of somebody who advertises on their own accounts';

alter table nova.customers
    add column merged_into_id uuid,
    add column consent jsonb not null default '{}'
        check (jsonb_typeof(consent) = 'object' and length(consent::text) <= 4096);
alter table nova.customers add constraint customers_merged_into_fkey
    foreign key (merged_into_id) references nova.customers not valid;
comment on column nova.customers.merged_into_id is 'The customer who was found to be the same person';
comment on column nova.customers.consent is 'Summary of consent to marketing by channel; none by default';

alter table nova.offers add column min_score smallint not null default 50 check (min_score between 50 and 100);
comment on column nova.offers.min_score is 'Matches below this score are not made for the offer';

alter table nova.smart_matches add column score_version int not null default 1;
comment on column nova.smart_matches.score_version is 'Counts how often the pair was scored';

create table nova.customer_documents (
    id uuid primary key default uuidv7(),
    customer_id uuid not null references nova.customers,
    uploaded_by uuid not null default nova.current_user_id() references nova.users,
    name text not null check (name ~ '\S' and length(name) <= 200),
    type text check (length(type) between 1 and 50),
    file_url text not null check (length(file_url) <= 2000),
    file_size bigint check (file_size between 1 and 20971520),
    mime_type text check (length(mime_type) <= 100),
    created_at timestamptz not null default now(),
    deleted_at timestamptz
);
create index customer_documents_newest on nova.customer_documents (customer_id, created_at desc, id desc);
create index customer_documents_of_uploader on nova.customer_documents (uploaded_by);
comment on table nova.customer_documents is 'Papers of a customer; they follow the customer''s visibility';
comment on column nova.customer_documents.type is 'ID_COPY needs the right documents.id';
comment on column nova.customer_documents.file_size is 'Bytes, at most 20 MiB';

create table nova.property_images (
    id uuid primary key default uuidv7(),
    property_id uuid not null references nova.properties,
    url text not null check (length(url) <= 2000),
    thumbnail_url text check (length(thumbnail_url) <= 2000),
    order_index int not null default 0 check (order_index between 0 and 999),
    is_primary boolean not null default false,
    created_at timestamptz not null default now()
);
create index property_images_in_order on nova.property_images (property_id, order_index, id);
create unique index property_images_one_primary on nova.property_images (property_id) where is_primary;
comment on table nova.property_images is 'Pictures of a property; they follow its visibility';
comment on column nova.property_images.order_index is 'Place in the gallery, from 0';

create table nova.subscription_invoices (
    id uuid primary key default uuidv7(),
    subscription_id uuid not null references nova.subscriptions,
    user_id uuid not null references nova.users,
    number bigint unique check (number > 0),
    net_halalas bigint not null check (net_halalas >= 0),
    vat_halalas bigint not null check (vat_halalas >= 0),
    amount_halalas bigint not null,
    currency text not null default 'SAR' check (currency = 'SAR'),
    status text not null default 'PENDING' check (status in ('PAID', 'PENDING', 'FAILED', 'REFUNDED')),
    payment_method text check (length(payment_method) <= 100),
    transaction_id text unique check (length(transaction_id) <= 200),
    invoice_url text check (length(invoice_url) <= 2000),
    zatca_uuid uuid not null default gen_random_uuid() unique,
    zatca_counter bigint unique check (zatca_counter > 0),
    zatca_previous_hash text check (length(zatca_previous_hash) <= 100),
    zatca_hash text check (length(zatca_hash) <= 100),
    zatca_status text not null default 'NOT_REQUIRED'
        check (zatca_status in ('NOT_REQUIRED', 'PENDING', 'CLEARED', 'REPORTED', 'REJECTED')),
    zatca_xml text check (length(zatca_xml) <= 1000000),
    attempts int not null default 0 check (attempts between 0 and 4),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    paid_at timestamptz,
    version int not null default 1,
    constraint subscription_invoices_sum check (amount_halalas = net_halalas + vat_halalas),
    constraint subscription_invoices_paid_dated check ((status in ('PAID', 'REFUNDED')) = (paid_at is not null))
);
create index subscription_invoices_of_subscription on nova.subscription_invoices (subscription_id);
create index subscription_invoices_newest on nova.subscription_invoices (user_id, created_at desc, id desc);
comment on table nova.subscription_invoices is 'What a subscription was billed; phase-2 e-invoice columns from the first day';
comment on column nova.subscription_invoices.number is 'Gap-free, given when the invoice is issued';
comment on column nova.subscription_invoices.amount_halalas is 'Halalas with VAT: net and VAT';
comment on column nova.subscription_invoices.vat_halalas is 'Halalas; 15 % of the net';

alter table nova.customer_documents enable row level security, force row level security;
alter table nova.property_images enable row level security, force row level security;
alter table nova.subscription_invoices enable row level security, force row level security;
