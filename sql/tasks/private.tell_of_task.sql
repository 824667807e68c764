-- Tell somebody else than the caller of a task, and who did it.
create or replace function private.tell_of_task(
    task nova.tasks, kind text, user_id uuid, comment text default null
) returns void
language sql volatile
as $$
select private.tell(tell_of_task.user_id, kind, jsonb_build_object('title', task.title,
    'by', private.name_of(nova.current_user_id()), 'comment', left(comment, 200)), 'task', task.id)
where tell_of_task.user_id <> nova.current_user_id()
$$;
