set local role nova_owner;

alter table nova.enum_labels no force row level security;
delete from nova.enum_labels where enum in ('planLimit', 'planFeature');
alter table nova.enum_labels force row level security;
drop table private.plan_periods;
drop table private.plan_moves;
drop table private.plan_usage;
