-- Put a task away. Definer, because deleted_at is no column a client may set: it checks the right
-- itself. Answers the id, or null when not theirs.
create or replace function nova.delete_task(task_id uuid) returns uuid
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_task nova.tasks := private.lock_task(task_id, 'tasks.delete');
begin
    update nova.tasks t set deleted_at = now() where t.id = v_task.id;
    return v_task.id;
end
$$;

grant execute on function nova.delete_task(uuid) to nova_app;
