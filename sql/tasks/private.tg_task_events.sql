-- Tasks were made or changed: one event each, named by what became of it.
create or replace function private.tg_task_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    if tg_op = 'INSERT' then
        insert into nova.events (event, entity, entity_id, recipients, data)
        select 'task.created', 'task', n.id, audience, private.event_data(api.task(n))
        from new_rows n
        cross join lateral private.task_audience(n) as audience
        order by n.id;
    else
        insert into nova.events (event, entity, entity_id, recipients, data)
        select
            case
                when n.deleted_at is not null and o.deleted_at is null then 'task.deleted'
                when n.assigned_to is distinct from o.assigned_to then 'task.assigned'
                when n.status = 'DONE' and o.status <> 'DONE' then 'task.completed'
                else 'task.updated'
            end,
            'task', n.id, private.hearers(audience, was), private.event_data(api.task(n))
        from new_rows n
        join old_rows o on o.id = n.id and o.version <> n.version
        cross join lateral private.task_audience(n) as audience
        cross join lateral private.task_audience(o) as was
        order by n.id;
    end if;
    if found then
        perform private.wake_readers();
    end if;
    return null;
end
$$;
