-- Where a task stands in one of the orders of nova.search_tasks: what its cursor is made of.
create or replace function private.task_place(task nova.tasks, sort text) returns timestamptz
language sql immutable
as $$
select case private.task_order(sort) when 'due_order' then task.due_order
    when 'priority_order' then task.priority_order else task.created_at end
$$;

grant execute on function private.task_place(nova.tasks, text) to nova_app;
