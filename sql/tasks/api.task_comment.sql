-- What somebody said about a task.
create or replace function api.task_comment(comment nova.task_comments) returns json
language sql stable
as $$
select json_build_object(
    'id', comment.id,
    'taskId', comment.task_id,
    'userId', comment.user_id,
    'comment', comment.comment,
    'createdAt', comment.created_at)
$$;
