-- What leaves the database: messages to send, and the log of events that sockets follow.
set local role nova_owner;

create table nova.outbox (
    id bigint primary key generated always as identity,
    topic text not null check (topic ~ '^[a-z]+(\.[a-z_]+)*$'),
    class text not null check (class in ('OTP', 'TRANSACTIONAL', 'PROMOTIONAL', 'EVENT')),
    dedupe_key text unique,
    user_id uuid references nova.users on delete set null,
    customer_id uuid references nova.customers on delete set null,
    payload jsonb not null,
    status text not null default 'PENDING'
        check (status in ('PENDING', 'SENDING', 'SENT', 'DELIVERED', 'FAILED', 'CANCELLED')),
    attempts int not null default 0,
    next_attempt_at timestamptz not null default now(),
    provider text,
    provider_message_id text,
    last_error text check (length(last_error) <= 500),
    created_at timestamptz not null default now(),
    sent_at timestamptz
);
create index outbox_due on nova.outbox (next_attempt_at) where status in ('PENDING', 'SENDING');
create index outbox_of_user on nova.outbox (user_id);
create index outbox_of_customer on nova.outbox (customer_id);
create index outbox_settled on nova.outbox (created_at) where status not in ('PENDING', 'SENDING');
comment on table nova.outbox is
    'Messages written in the transaction that causes them, sent by the worker at least once';
comment on column nova.outbox.next_attempt_at is
    'When it is due; while SENDING, when the claim of a worker that died runs out';
comment on column nova.outbox.payload is 'to, text and channel; the text is blanked once sent, a code is not kept';

-- One partition a day, made ahead by private.keep_house. The default one keeps an event whose day
-- nobody prepared: late is better than lost.
create table nova.events (
    id bigint generated always as identity (cache 1),
    xid xid8 not null default pg_current_xact_id(),
    at timestamptz not null default clock_timestamp(),
    event text not null,
    entity text not null,
    entity_id uuid not null,
    recipients uuid[] not null,
    data jsonb not null,
    primary key (id, at)
) partition by range (at);
create index events_by_transaction on nova.events (xid);
create index events_by_recipient on nova.events using gin (recipients);
create table nova.events_default partition of nova.events default;
comment on table nova.events is 'Every change that a client may follow, in the order of its row';
comment on table nova.events_default is 'Events of a day without a partition of its own';
comment on column nova.events.id is 'Drawn under the row lock: orders the events of one row, nothing more';
comment on column nova.events.xid is 'The top transaction: what the reader''s snapshot is compared with';
comment on column nova.events.recipients is 'The users who get it, worked out when it was written';
