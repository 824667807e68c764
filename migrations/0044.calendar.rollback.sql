set local role nova_owner;

drop table nova.platform_holidays;
alter table nova.task_comments drop column version, drop column updated_at;
alter table nova.holidays drop column version, drop column updated_at;
alter table nova.appointments drop constraint appointments_reason_given;
alter table nova.appointments drop constraint appointments_timezone_known;
alter table nova.appointments drop column earlier_times, drop column outcome;
