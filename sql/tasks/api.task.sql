-- A task, as whoever may read it sees it.
create or replace function api.task(task nova.tasks) returns json
language sql stable
as $$
select json_build_object(
    'id', task.id,
    'userId', task.user_id,
    'teamId', task.team_id,
    'createdBy', task.created_by,
    'assignedTo', task.assigned_to,
    'assignedToName', private.name_of(task.assigned_to),
    'title', task.title,
    'description', task.description,
    'type', task.type,
    'priority', task.priority,
    'dueDate', task.due_date,
    'dueTime', to_char(task.due_time, 'HH24:MI'),
    'customerId', task.customer_id,
    'propertyId', task.property_id,
    'appointmentId', task.appointment_id,
    'status', task.status,
    'checklist', task.checklist,
    'attachments', task.attachments,
    'tags', task.tags,
    'customFields', task.custom_fields,
    'completedAt', task.completed_at,
    'createdAt', task.created_at,
    'updatedAt', task.updated_at,
    'version', task.version)
$$;

grant execute on function api.task(nova.tasks) to nova_app;
