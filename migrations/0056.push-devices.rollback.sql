set local role nova_owner;

alter table nova.enum_labels no force row level security;
delete from nova.enum_labels where enum = 'notificationChannel' and value in ('WHATSAPP', 'PUSH');
alter table nova.enum_labels force row level security;
alter table nova.notification_types drop constraint notification_types_channels_check;
alter table nova.notification_types add constraint notification_types_channels_check
    check (channels <@ '{IN_APP,EMAIL,SMS}' and cardinality(channels) <= 3);
drop table private.push_services;
drop table nova.push_devices;
