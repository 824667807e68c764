set local role nova_owner;

alter table nova.enum_labels no force row level security;
delete from nova.enum_labels where enum in ('taskSort', 'mine', 'bulkAction');
alter table nova.enum_labels force row level security;
alter table nova.task_comments drop column edited_at, drop column mentions;
drop index nova.tasks_on_board;
drop index nova.tasks_by_priority;
drop index nova.tasks_by_due;
alter table nova.tasks drop column position, drop column priority_order, drop column due_order;
create index tasks_due on nova.tasks (scope_id, due_date, id) where deleted_at is null;
alter table nova.users drop constraint users_timezone_known;
drop function nova.is_zone(text);
