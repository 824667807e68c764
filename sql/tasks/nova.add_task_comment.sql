-- Say something about a task that one may change; whom it mentions is told.
create or replace function nova.add_task_comment(task_id uuid, comment text, mentions uuid[])
returns nova.task_comments
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_task nova.tasks := private.lock_task(task_id, 'tasks.update');
    v_comment nova.task_comments;
begin
    if v_task.id is null then
        return null;
    end if;
    perform private.check_mentions(v_task, mentions);
    insert into nova.task_comments as c (task_id, comment, mentions)
    values (v_task.id, add_task_comment.comment,
        array(select distinct unnest(add_task_comment.mentions)))
    returning c.* into v_comment;
    perform private.tell_of_task(v_task, case
        when who.user_id = any (v_comment.mentions) then 'task_mention' else 'task_comment' end,
        who.user_id, v_comment.comment)
    from (
        select unnest(v_comment.mentions || v_task.holder_id || v_task.created_by)
    ) as who (user_id)
    where who.user_id = any (v_comment.mentions) or private.sees_task(v_task, who.user_id)
    group by who.user_id
    order by who.user_id;
    return v_comment;
end
$$;

grant execute on function nova.add_task_comment(uuid, text, uuid[]) to nova_app;
