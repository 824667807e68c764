-- A task is due in a century of ours: beyond it calendars cannot be written.
set local role nova_owner;

alter table nova.tasks no force row level security;
update nova.tasks
set due_date = greatest('1900-01-01', least('2200-01-01', due_date))
where due_date not between '1900-01-01' and '2200-01-01';
alter table nova.tasks force row level security;
-- squawk-ignore constraint-missing-not-valid
alter table nova.tasks add constraint tasks_due_date_near
    check (due_date between '1900-01-01' and '2200-01-01');
