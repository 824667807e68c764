-- The customer of an appointment confirms or declines it by a link, without an account.
set local role nova_owner;

alter table nova.appointments
    add column response_hash bytea check (octet_length(response_hash) = 32),
    add column customer_response text check (customer_response in ('CONFIRMED', 'DECLINED')),
    add column responded_at timestamptz,
    -- squawk-ignore constraint-missing-not-valid
    add constraint appointments_response_dated
        check ((customer_response is null) = (responded_at is null));
comment on column nova.appointments.response_hash is
    'SHA-256 of the token of the link by which its customer answers; null: none was made';
comment on column nova.appointments.customer_response is
    'What its customer answered by the link; null: nothing yet';
comment on column nova.appointments.responded_at is 'When its customer answered; null: not yet';
-- squawk-ignore require-concurrent-index-creation
create unique index appointments_by_response on nova.appointments (response_hash)
    where response_hash is not null;

alter table nova.enum_labels no force row level security;
insert into nova.enum_labels (enum, place, value, label_ar, label_en)
values
    ('customerResponse', 1, 'CONFIRMED', 'أكّد الحضور', 'Confirmed'),
    ('customerResponse', 2, 'DECLINED', 'اعتذر', 'Declined');
alter table nova.enum_labels force row level security;
