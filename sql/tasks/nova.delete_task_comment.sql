-- Take back a comment: one's own, or any on the tasks of a team that one manages. Answers its id.
create or replace function nova.delete_task_comment(task_id uuid, comment_id uuid) returns uuid
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_comment nova.task_comments := private.lock_comment(task_id, comment_id);
begin
    if v_comment.user_id <> nova.current_user_id() and not exists (
        select from nova.tasks t
        join nova.whole_scopes('tasks.delete') as s on s = t.scope_id
        where t.id = v_comment.task_id
    ) then
        raise exception using
            errcode = 'PT403', message = 'forbidden';
    end if;
    update nova.task_comments c set deleted_at = now() where c.id = v_comment.id;
    return v_comment.id;
end
$$;

grant execute on function nova.delete_task_comment(uuid, uuid) to nova_app;
