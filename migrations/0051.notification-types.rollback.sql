set local role nova_owner;

delete from private.clock_items where name = 'forget_notifications';
drop index nova.notifications_once;
alter table nova.notifications drop column dedupe_hour, drop column digest_count;
drop table nova.notification_types;
alter table nova.enum_labels no force row level security;
delete from nova.enum_labels where enum = 'notificationChannel';
alter table nova.enum_labels force row level security;
