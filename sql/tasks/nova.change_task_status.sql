-- Move a task to another state; on the board it stands on top of its new column.
--
-- Which moves there are say private.transitions. Where the team has its work reviewed
-- ({"taskReview": true}), only who made the task or manages the team's calls it done. Definer,
-- because status is no column a client may set: it checks the right itself.
create or replace function nova.change_task_status(task_id uuid, status text) returns nova.tasks
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_task nova.tasks := private.lock_task(task_id, 'tasks.update');
begin
    if v_task.id is null or v_task.status = change_task_status.status then
        return v_task;
    end if;
    if change_task_status.status = 'DONE'
        and v_task.created_by is distinct from nova.current_user_id()
        and not exists (
            select from nova.whole_scopes('tasks.update') as s where s = v_task.scope_id)
        and exists (
            select from nova.teams t
            where t.id = v_task.team_id and t.settings @> '{"taskReview": true}')
    then
        raise exception using
            errcode = 'PT403', message = 'task_reviewed_by_others', column = 'status';
    end if;
    update nova.tasks t
    set status = change_task_status.status,
        completed_at = case when change_task_status.status = 'DONE' then now() end,
        position = default
    where t.id = v_task.id
    returning t.* into v_task;
    return v_task;
end
$$;

grant execute on function nova.change_task_status(uuid, text) to nova_app;
