-- Customers agree to promotions, channel by channel, and take it back; each time is kept.
set local role nova_owner;

create table nova.consent_events (
    id uuid primary key default uuidv7(),
    customer_id uuid not null references nova.customers,
    channel text not null check (channel in ('SMS', 'EMAIL', 'WHATSAPP')),
    granted boolean not null,
    source text not null check (source in ('RECORDED', 'UNSUBSCRIBED')),
    note text check (length(note) between 1 and 500),
    made_by uuid default nova.current_user_id() references nova.users,
    created_at timestamptz not null default now()
);
create index consent_events_newest on nova.consent_events (customer_id, created_at desc, id desc);
create index consent_events_of_maker on nova.consent_events (made_by);
comment on table nova.consent_events is
    'Consents to promotions, given and taken back (PDPL, articles 25 and 26): a log that only grows';
comment on column nova.consent_events.id is 'Its id';
comment on column nova.consent_events.customer_id is 'Whose it is';
comment on column nova.consent_events.channel is 'The channel it is for';
comment on column nova.consent_events.granted is 'Whether it was given, or taken back';
comment on column nova.consent_events.source is 'RECORDED by a broker, or UNSUBSCRIBED by the customer''s link';
comment on column nova.consent_events.note is 'How it was given, in words';
comment on column nova.consent_events.made_by is 'Who recorded it; null: the customer';
comment on column nova.consent_events.created_at is 'When it was made';
alter table nova.consent_events enable row level security;
alter table nova.consent_events force row level security;

alter table nova.enum_labels no force row level security;
insert into nova.enum_labels (enum, place, value, label_ar, label_en)
values
    ('consentChannel', 1, 'SMS', 'رسالة نصية', 'SMS'),
    ('consentChannel', 2, 'EMAIL', 'البريد الإلكتروني', 'E-mail'),
    ('consentChannel', 3, 'WHATSAPP', 'واتساب', 'WhatsApp'),
    ('consentSource', 1, 'RECORDED', 'سجّلها الوسيط', 'Recorded by the broker'),
    ('consentSource', 2, 'UNSUBSCRIBED', 'ألغاها العميل برابطه', 'Taken back by the customer''s link'),
    ('messageChannel', 3, 'WHATSAPP', 'واتساب', 'WhatsApp'),
    ('messageChannel', 4, 'PUSH', 'إشعار على الجهاز', 'Push');
alter table nova.enum_labels force row level security;
