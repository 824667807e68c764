set local role nova_owner;
drop table nova.task_comments;
drop table nova.tasks;
drop table nova.holidays;
drop table nova.working_hours;
drop table nova.appointments;
