-- Visibility as sql/README.md says it; a task is also seen and changed by who owns or created it,
-- while they work in its team. Comments follow their task: reached through functions only.
create policy tasks_rules on nova.tasks to nova_rules using (true) with check (true);
create policy tasks_read on nova.tasks for select to nova_app using (
    scope_id = any (array(select s from nova.whole_scopes('tasks.read') as s))
    or ((select nova.current_user_id()) in (holder_id, user_id, created_by)
        and scope_id = any (array(select s from nova.held_scopes('tasks.read') as s))));
create policy tasks_create on nova.tasks for insert to nova_app with check (
    scope_id = any (array(select s from nova.whole_scopes('tasks.create') as s))
    or (user_id = (select nova.current_user_id())
        and scope_id = any (array(select s from nova.held_scopes('tasks.create') as s))));
create policy tasks_update on nova.tasks for update to nova_app using (
    scope_id = any (array(select s from nova.whole_scopes('tasks.update') as s))
    or ((select nova.current_user_id()) in (holder_id, user_id, created_by)
        and scope_id = any (array(select s from nova.held_scopes('tasks.update') as s))));
grant select on nova.tasks to nova_app;
grant insert (
    -- columns: NewTask
    title, team_id, assigned_to, description, type, priority, due_date, due_time, customer_id,
    property_id, appointment_id, checklist, tags, custom_fields
    -- end
) on nova.tasks to nova_app;
grant update (
    -- columns: TaskChanges
    title, description, type, priority, due_date, due_time, customer_id, property_id,
    appointment_id, tags, custom_fields
    -- end
) on nova.tasks to nova_app;

create policy task_comments_rules on nova.task_comments to nova_rules
    using (true) with check (true);
