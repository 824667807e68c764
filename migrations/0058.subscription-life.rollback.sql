set local role nova_owner;

alter table nova.notification_types no force row level security;
delete from nova.notification_types where key in ('trial_ending', 'subscription_expired');
alter table nova.notification_types force row level security;
update private.clock_items set every = '1 minute' where name = 'expire_subscriptions';
delete from private.clock_items where name = 'tell_trial_ends';
drop index nova.subscriptions_newest;
drop index nova.subscriptions_ending;
create index subscriptions_ending on nova.subscriptions (current_period_end)
    where status in ('TRIAL', 'CANCELLED');
delete from private.transitions
where entity = 'subscriptions' and new_state = 'TRIAL';
drop table private.paused_offers;
alter table nova.subscriptions drop column extension_reason;
alter table nova.subscriptions drop column end_told_at;
alter table nova.subscriptions drop column cancel_reason;
