-- What was said about a task that the caller may read, the newest first; null of another.
create or replace function nova.list_task_comments(task_id uuid, cursor text, page_size int)
returns nova.task_comments[]
language plpgsql stable security definer
set search_path = ''
as $$
declare
    v_after record := private.read_cursor(cursor);
begin
    if not exists (
        select from nova.tasks t
        where t.id = list_task_comments.task_id and t.deleted_at is null
            and private.reaches_task('tasks.read', t)
    ) then
        return null;
    end if;
    return array(
        select c
        from nova.task_comments c
        where c.task_id = list_task_comments.task_id and c.deleted_at is null
            and (c.created_at, c.id) < (v_after.at, v_after.id)
        order by c.created_at desc, c.id desc
        limit page_size);
end
$$;

grant execute on function nova.list_task_comments(uuid, text, int) to nova_app;
