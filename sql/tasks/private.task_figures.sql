-- The figures that a task counts in: its owner's, while it is not deleted.
create or replace function private.task_figures(task nova.tasks) returns text[]
language sql immutable parallel safe
as $$
select case when task.deleted_at is null then array_remove(array[
    'totalTasks',
    case when task.status = 'DONE' then 'completedTasks' end], null) end
$$;
