-- Whether somebody else may read a task: the policy of tasks, asked for them.
create or replace function private.sees_task(task nova.tasks, user_id uuid) returns boolean
language sql stable
as $$
select reads
from private.is_reader(sees_task.user_id, 'tasks.read', task.team_id, task.user_id,
    case
        when sees_task.user_id in (task.user_id, task.created_by) then sees_task.user_id
        else task.holder_id
    end) as reads
$$;
