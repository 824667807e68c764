-- Codes have a lane of their own; how often a message may have gone twice is counted.
set local role nova_owner;

alter table nova.outbox
    add column ambiguous int not null default 0 check (ambiguous >= 0);
comment on column nova.outbox.ambiguous is 'How often its answer was lost: it may have gone as often again';
-- squawk-ignore require-concurrent-index-creation
create index outbox_codes_due on nova.outbox (next_attempt_at)
    where class = 'OTP' and status in ('PENDING', 'SENDING');
-- squawk-ignore require-concurrent-index-creation
create index outbox_dead on nova.outbox (id) where status = 'FAILED';

alter table nova.enum_labels no force row level security;
insert into nova.enum_labels (enum, place, value, label_ar, label_en)
values
    ('messageChannel', 1, 'EMAIL', 'البريد الإلكتروني', 'E-mail'),
    ('messageChannel', 2, 'SMS', 'رسالة نصية', 'SMS'),
    ('messageStatus', 1, 'PENDING', 'بانتظار الإرسال', 'Waiting'),
    ('messageStatus', 2, 'SENDING', 'قيد الإرسال', 'Being sent'),
    ('messageStatus', 3, 'SENT', 'أُرسلت', 'Sent'),
    ('messageStatus', 4, 'DELIVERED', 'وصلت', 'Delivered'),
    ('messageStatus', 5, 'FAILED', 'تعذّر إرسالها', 'Given up'),
    ('messageStatus', 6, 'CANCELLED', 'أُلغيت', 'Called off');
alter table nova.enum_labels force row level security;

insert into private.transitions (entity, old_state, new_state)
values ('outbox', 'FAILED', 'PENDING'), ('outbox', 'SENDING', 'CANCELLED');
