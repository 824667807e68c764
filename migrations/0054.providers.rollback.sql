set local role nova_owner;

delete from private.clock_items where name = 'forget_reports';
delete from private.transitions
where entity = 'outbox' and (old_state, new_state) in (('PENDING', 'FAILED'), ('SENDING', 'DELIVERED'));
drop index nova.outbox_reports;
create index outbox_codes_due on nova.outbox (next_attempt_at)
    where class = 'OTP' and status in ('PENDING', 'SENDING');
create index outbox_due on nova.outbox (next_attempt_at) where status in ('PENDING', 'SENDING');
drop index nova.outbox_lanes;
alter table nova.outbox
    drop column tried, drop column unanswered, drop column segments, drop column delivered_at;
drop table private.delivery_reports, private.bad_addresses, private.providers;
