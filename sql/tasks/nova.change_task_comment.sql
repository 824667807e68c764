-- Word one's own comment anew, within 15 minutes: after that others have read it.
create or replace function nova.change_task_comment(task_id uuid, comment_id uuid, comment text)
returns nova.task_comments
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_comment nova.task_comments := private.lock_comment(task_id, comment_id);
begin
    if v_comment.user_id <> nova.current_user_id() then
        raise exception using
            errcode = 'PT403', message = 'forbidden';
    end if;
    if v_comment.created_at < now() - interval '15 minutes' then
        raise exception using
            errcode = 'PT409', message = 'comment_settled', column = 'comment';
    end if;
    update nova.task_comments c
    set comment = change_task_comment.comment, edited_at = now()
    where c.id = v_comment.id
    returning c.* into v_comment;
    return v_comment;
end
$$;

grant execute on function nova.change_task_comment(uuid, uuid, text) to nova_app;
