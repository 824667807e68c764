-- One of the caller's tasks, locked against change; null when it is none of theirs to read.
create or replace function private.lock_task(task_id uuid, permission text) returns nova.tasks
language plpgsql volatile
set search_path = ''
as $$
declare
    v_task nova.tasks;
begin
    select t.* into v_task
    from nova.tasks t
    where t.id = lock_task.task_id and t.deleted_at is null
    for no key update;
    if not found or not private.reaches_task('tasks.read', v_task) then
        return null;
    end if;
    if not private.reaches_task(permission, v_task) then
        raise exception using
            errcode = 'PT403', message = 'forbidden';
    end if;
    perform private.require_version(v_task.id, v_task.version);
    return v_task;
end
$$;
