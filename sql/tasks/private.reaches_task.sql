-- Whether the caller has this right on a task, as its owner, its maker or who does it, or on all of
-- its scope: the rule of the policies of tasks, for definer functions.
create or replace function private.reaches_task(permission text, task nova.tasks) returns boolean
language sql stable
set search_path = ''
as $$
select nova.may(permission, task.scope_id, task.holder_id)
    or nova.may(permission, task.scope_id, task.user_id)
    or nova.may(permission, task.scope_id, task.created_by)
$$;
