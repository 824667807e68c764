set local role nova_owner;
alter table nova.enum_labels no force row level security;
delete from nova.enum_labels where enum = 'activityType';
alter table nova.enum_labels force row level security;
delete from private.role_permissions where permission ~ '\.(delete|assign)$';
drop table nova.customer_activities;
