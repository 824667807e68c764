-- Who hears of a task: its owner, who made it, who does it, and who spoke of it, as long as they
-- may read it: the policy of tasks, asked for each.
create or replace function private.task_audience(task nova.tasks) returns setof uuid[]
language sql stable rows 1
as $$
select array(
    select who.user_id
    from (
        select unnest(array[task.user_id, task.created_by, task.assigned_to]) as user_id
        union
        select c.user_id from nova.task_comments c where c.task_id = task.id
    ) as who
    where private.sees_task(task, who.user_id))
$$;
