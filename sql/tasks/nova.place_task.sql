-- Put a task below another one of its column of the board, or on top of it, where a new one would
-- stand now. One row is written.
create or replace function nova.place_task(task_id uuid, after_id uuid) returns nova.tasks
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_task nova.tasks := private.lock_task(task_id, 'tasks.update');
    v_above nova.tasks;
    v_below numeric;
begin
    if v_task.id is null or v_task.id = after_id then
        return v_task;
    end if;
    perform private.lock_board(v_task.scope_id);
    select t.* into v_above
    from nova.tasks t
    where t.id = after_id and t.scope_id = v_task.scope_id and t.status = v_task.status
        and t.deleted_at is null and private.reaches_task('tasks.read', t);
    if v_above.id is null and after_id is not null then
        raise exception using
            errcode = 'PT422', message = 'task_unknown', column = 'afterId';
    end if;
    select t.position into v_below
    from nova.tasks t
    where t.scope_id = v_task.scope_id and t.status = v_task.status and t.deleted_at is null
        and t.id <> v_task.id and (v_above.id is null or t.position > v_above.position)
    order by t.position, t.id
    limit 1;
    update nova.tasks t
    set position = case when v_above.id is null
        then least(v_below - 0.000001, -extract(epoch from clock_timestamp()))
        else private.position_between(v_above.position, v_below) end
    where t.id = v_task.id
    returning t.* into v_task;
    return v_task;
end
$$;

grant execute on function nova.place_task(uuid, uuid) to nova_app;
