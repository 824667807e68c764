-- What somebody said about a task.
create or replace function api.task_comment(comment nova.task_comments) returns json
language sql stable
as $$
select json_build_object(
    'id', comment.id,
    'taskId', comment.task_id,
    'userId', comment.user_id,
    'userName', private.name_of(comment.user_id),
    'comment', comment.comment,
    'mentions', comment.mentions,
    'editedAt', comment.edited_at,
    'createdAt', comment.created_at,
    'updatedAt', comment.updated_at,
    'version', comment.version)
$$;

grant execute on function api.task_comment(nova.task_comments) to nova_app;
