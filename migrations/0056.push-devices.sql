-- Browsers and phones that are told by push; WhatsApp and push among the channels of notifications.
set local role nova_owner;

create table nova.push_devices (
    id uuid primary key default uuidv7(),
    user_id uuid not null default nova.current_user_id() references nova.users,
    endpoint text not null unique check (endpoint ~ '^(https://[a-z0-9.-]+(:443)?|http://127\.0\.0\.1:[0-9]{1,5})/[!-~]*$'
        and length(endpoint) <= 1000),
    p256dh text not null check (p256dh ~ '^B[A-Za-z0-9_-]{86}=?$'),
    auth text not null check (auth ~ '^[A-Za-z0-9_-]{22}(==)?$'),
    name text check (length(name) between 1 and 100),
    created_at timestamptz not null default now()
);
create index push_devices_of_user on nova.push_devices (user_id, created_at desc);
comment on table nova.push_devices is 'Browsers and phones that somebody is told on by push (RFC 8030), at most 20';
comment on column nova.push_devices.id is 'Its id';
comment on column nova.push_devices.user_id is 'Whose it is';
comment on column nova.push_devices.endpoint is 'Where its push service takes messages for it; in no answer';
comment on column nova.push_devices.p256dh is 'Its public key, base64url (RFC 8291); in no answer';
comment on column nova.push_devices.auth is 'Its secret, base64url (RFC 8291); in no answer';
comment on column nova.push_devices.name is 'What its person calls it; null: nothing';
comment on column nova.push_devices.created_at is 'When it was registered';
alter table nova.push_devices enable row level security;
alter table nova.push_devices force row level security;

create table private.push_services (
    host text primary key check (host ~ '^[a-z0-9.:-]+$' and length(host) <= 200)
);
comment on table private.push_services is
    'Hosts that push is sent to, those beneath them too: nobody makes the worker ask another';
insert into private.push_services (host)
values ('fcm.googleapis.com'), ('push.services.mozilla.com'), ('notify.windows.com'),
    ('push.apple.com');

-- squawk-ignore ban-drop-constraint
alter table nova.notification_types drop constraint notification_types_channels_check;
-- squawk-ignore constraint-missing-not-valid
alter table nova.notification_types add constraint notification_types_channels_check
    check (channels <@ '{IN_APP,EMAIL,SMS,WHATSAPP,PUSH}' and cardinality(channels) <= 5);

alter table nova.enum_labels no force row level security;
insert into nova.enum_labels (enum, place, value, label_ar, label_en)
values
    ('notificationChannel', 4, 'WHATSAPP', 'واتساب', 'WhatsApp'),
    ('notificationChannel', 5, 'PUSH', 'إشعار على الجهاز', 'Push');
alter table nova.enum_labels force row level security;
