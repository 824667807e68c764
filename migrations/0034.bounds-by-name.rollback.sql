set local role nova_owner;
alter table nova.users rename constraint users_notification_settings_bounded to users_notification_settings_check;
alter table nova.users rename constraint users_preferences_bounded to users_preferences_check;
alter table nova.customers rename constraint customers_custom_fields_bounded to customers_custom_fields_check;
alter table nova.properties rename constraint properties_custom_fields_bounded to properties_custom_fields_check;
alter table nova.tasks rename constraint tasks_custom_fields_bounded to tasks_custom_fields_check;
reset role;
