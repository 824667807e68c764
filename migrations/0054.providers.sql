-- Several providers a channel: how fast each may be asked, whether it is paused; what an SMS cost;
-- reports of what arrived; addresses that nothing arrives at.
set local role nova_owner;

create table private.providers (
    name text primary key check (name ~ '^[a-z][a-z0-9-]{0,49}$'),
    tokens double precision not null,
    refilled_at timestamptz not null,
    failures int not null default 0 check (failures >= 0),
    paused_until timestamptz
);
comment on table private.providers is 'Who delivers messages: how many it may be given now, and whether it is paused';
comment on column private.providers.tokens is 'How many messages it may be given at refilled_at; below none: owed';
comment on column private.providers.failures is 'Failures in a row that were its own';
comment on column private.providers.paused_until is 'Till when nothing is given to it';

create table private.bad_addresses (
    channel text check (channel ~ '^[a-z]{1,20}$'),
    address text check (length(address) <= 400),
    failures int not null,
    last_error text check (length(last_error) <= 500),
    failed_at timestamptz not null default now(),
    primary key (channel, address)
);
comment on table private.bad_addresses is 'Phones and mail addresses that providers refused for good, and how often in a row';

create table private.delivery_reports (
    provider text check (length(provider) <= 100),
    provider_message_id text check (length(provider_message_id) <= 300),
    state text not null check (state in ('DELIVERED', 'FAILED')),
    error text check (length(error) <= 500),
    reported_at timestamptz not null,
    received_at timestamptz not null default now(),
    primary key (provider, provider_message_id)
);
comment on table private.delivery_reports is 'Reports of messages that are not known, or not yet';
-- squawk-ignore require-concurrent-index-creation
create index delivery_reports_received on private.delivery_reports (received_at);

alter table nova.outbox
    add column tried text[] not null default '{}'
        check (cardinality(tried) <= 10 and pg_column_size(tried) <= 1000),
    add column unanswered boolean not null default false,
    add column segments int check (segments between 0 and 1000),
    add column delivered_at timestamptz;
comment on column nova.outbox.tried is 'Providers that failed in this round of tries';
comment on column nova.outbox.unanswered is 'Whether the answer to its last try was lost';
comment on column nova.outbox.segments is 'How many SMS it counts as (GSM 03.38, 3GPP TS 23.040); null: not an SMS, or never tried';
comment on column nova.outbox.delivered_at is 'When it arrived, as its provider reports; null: it did not, or nobody says';

-- squawk-ignore require-concurrent-index-creation
create index outbox_lanes on nova.outbox (class, split_part(topic, '.', 1), next_attempt_at)
    where status in ('PENDING', 'SENDING');
-- squawk-ignore require-concurrent-index-deletion
drop index nova.outbox_due;
-- squawk-ignore require-concurrent-index-deletion
drop index nova.outbox_codes_due;
-- squawk-ignore require-concurrent-index-creation
create index outbox_reports on nova.outbox (provider_message_id)
    where provider_message_id is not null;

insert into private.clock_items (name, every) values ('forget_reports', '1 hour');
insert into private.transitions (entity, old_state, new_state)
values ('outbox', 'PENDING', 'FAILED'), ('outbox', 'SENDING', 'DELIVERED');
