set local role nova_owner;

alter table nova.tasks drop constraint tasks_due_date_near;
