-- Who is to do a task is reminded when it is due, on a day without a time at nine, by their own
-- clock, while it is open.
create or replace function private.remind_of_task(task nova.tasks) returns void
language sql volatile
set search_path = ''
as $$
select private.remind('task', task.id, task.holder_id, case
    when task.deleted_at is null and task.status not in ('DONE', 'CANCELLED')
        and task.due_date is not null
    then array[(task.due_date + coalesce(task.due_time, time '09:00'))
        at time zone private.zone_of(task.holder_id)] end)
$$;
