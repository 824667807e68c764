-- Add an item to the end of a task's checklist. The task is locked, so that of two changes at once
-- neither is lost.
create or replace function nova.add_checklist_item(task_id uuid, text text) returns nova.tasks
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_task nova.tasks := private.lock_task(task_id, 'tasks.update');
begin
    if jsonb_array_length(v_task.checklist) >= 100 then
        raise exception using
            errcode = 'PT409', message = 'checklist_full', column = 'text';
    end if;
    update nova.tasks t
    set checklist = t.checklist || private.checklist_item(add_checklist_item.text)
    where t.id = v_task.id
    returning t.* into v_task;
    return v_task;
end
$$;

grant execute on function nova.add_checklist_item(uuid, text) to nova_app;
