-- A comment on a task that the caller may read, locked against change by who may change
-- the task too; null when there is none.
create or replace function private.lock_comment(task_id uuid, comment_id uuid)
returns nova.task_comments
language plpgsql volatile
set search_path = ''
as $$
declare
    v_comment nova.task_comments;
begin
    select c.* into v_comment
    from nova.task_comments c
    join nova.tasks t on t.id = c.task_id and t.deleted_at is null
    where c.id = lock_comment.comment_id and c.task_id = lock_comment.task_id
        and c.deleted_at is null and private.reaches_task('tasks.read', t)
    for no key update of c;
    if v_comment.id is not null and not exists (
        select from nova.tasks t
        where t.id = v_comment.task_id and private.reaches_task('tasks.update', t)
    ) then
        raise exception using
            errcode = 'PT403', message = 'forbidden';
    end if;
    return v_comment;
end
$$;
