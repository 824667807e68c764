-- A free object that is too large is told so, by the name of its constraint. No client names one.
set local role nova_owner;
-- squawk-ignore renaming-object
alter table nova.users rename constraint users_notification_settings_check to users_notification_settings_bounded;
-- squawk-ignore renaming-object
alter table nova.users rename constraint users_preferences_check to users_preferences_bounded;
-- squawk-ignore renaming-object
alter table nova.customers rename constraint customers_custom_fields_check to customers_custom_fields_bounded;
-- squawk-ignore renaming-object
alter table nova.properties rename constraint properties_custom_fields_check to properties_custom_fields_bounded;
-- squawk-ignore renaming-object
alter table nova.tasks rename constraint tasks_custom_fields_check to tasks_custom_fields_bounded;
reset role;
