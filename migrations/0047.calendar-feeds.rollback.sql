set local role nova_owner;

alter table nova.enum_labels no force row level security;
delete from nova.enum_labels where enum = 'tasksAs';
alter table nova.enum_labels force row level security;
drop index nova.tasks_in_feed;
drop index nova.appointments_changed;
drop table nova.calendar_feeds;
