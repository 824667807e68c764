-- Give a task to a member of its team, or to nobody but its owner; whom it is given to is told.
create or replace function nova.assign_task(task_id uuid, assigned_to uuid) returns nova.tasks
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_task nova.tasks := private.lock_task(task_id, 'tasks.assign');
begin
    if v_task.id is null or v_task.assigned_to is not distinct from assign_task.assigned_to then
        return v_task;
    end if;
    update nova.tasks t
    set assigned_to = assign_task.assigned_to
    where t.id = v_task.id
    returning t.* into v_task;
    perform private.tell_of_task(v_task, 'task_assigned', v_task.assigned_to);
    return v_task;
end
$$;

grant execute on function nova.assign_task(uuid, uuid) to nova_app;
