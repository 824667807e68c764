-- A subscription that is cancelled and taken up again, ends after its days of grace, and is told of
-- before; the offers that rest meanwhile.
set local role nova_owner;

alter table nova.subscriptions add column cancel_reason text
    check (length(cancel_reason) between 1 and 500);
alter table nova.subscriptions add column end_told_at timestamptz;
alter table nova.subscriptions add column extension_reason text
    check (length(extension_reason) between 1 and 500);
comment on column nova.subscriptions.cancel_reason is 'Why it was cancelled; null: it is not';
comment on column nova.subscriptions.end_told_at is
    'When its person was told that the trial ends soon; null: not yet; in no answer';
comment on column nova.subscriptions.extension_reason is
    'Why the back office gave it longer, the last time; null: it did not';
comment on column nova.subscriptions.grace_until is
    'Until when a paid one may be used although its period has ended; null: its period runs';

create table private.paused_offers (
    offer_id uuid primary key references nova.offers (id) on delete cascade,
    payer uuid not null references nova.users (id) on delete cascade
);
comment on table private.paused_offers is
    'Offers that rest because their payer''s subscription expired: they go on when it does';
create index paused_offers_of_payer on private.paused_offers (payer);

-- A cancelled trial, and one that is given longer after its end, go on as the trial they were.
insert into private.transitions (entity, old_state, new_state)
values ('subscriptions', 'CANCELLED', 'TRIAL'), ('subscriptions', 'EXPIRED', 'TRIAL');

-- squawk-ignore ban-drop-index, require-concurrent-index-deletion
drop index nova.subscriptions_ending;
-- squawk-ignore require-concurrent-index-creation
create index subscriptions_newest on nova.subscriptions (created_at desc, id desc);
-- squawk-ignore require-concurrent-index-creation
create index subscriptions_ending on nova.subscriptions (current_period_end)
    where status <> 'EXPIRED';

insert into private.clock_items (name, every) values ('tell_trial_ends', '1 minute');
update private.clock_items set every = '5 seconds' where name = 'expire_subscriptions';

alter table nova.notification_types no force row level security;
insert into nova.notification_types (place, key, type, priority, channels, event, given, title_ar,
    body_ar, title_en, body_en, action_url)
values
    (24, 'trial_ending', 'SYSTEM', 'NORMAL', '{IN_APP,EMAIL}', null, '{days}', 'تنتهي التجربة قريبًا',
        'تنتهي تجربتك خلال {days|يوم واحد|يومين|# أيام|# يومًا}. اختر باقة لتستمر في العمل.',
        'Your trial ends soon', 'Your trial ends within {days|one day|# days}. Choose a plan to go on working.',
        '/subscription'),
    (25, 'subscription_expired', 'SYSTEM', 'URGENT', '{IN_APP,EMAIL}', 'subscription.updated', '{plan}',
        'انتهى الاشتراك', 'انتهى اشتراكك في باقة {plan}: بياناتك متاحة للقراءة، وعروضك متوقفة حتى تجدد.',
        'Your subscription has expired',
        'Your subscription to {plan} has expired: your data can be read, your offers rest until you renew.',
        '/subscription');
alter table nova.notification_types force row level security;
