-- Tell somebody else than the caller of a task, by a notification.
create or replace function private.tell_of_task(
    task nova.tasks, user_id uuid, title text, message text
) returns void
language sql volatile
as $$
insert into nova.notifications (
    user_id, title, message, type, priority, action_url, related_entity_type, related_entity_id)
select tell_of_task.user_id, title, message, 'TASK', 'NORMAL', '/tasks/' || task.id, 'task', task.id
where tell_of_task.user_id <> nova.current_user_id()
$$;
