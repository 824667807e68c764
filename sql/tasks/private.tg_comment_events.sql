-- Something was said about tasks: one event each, for whoever hears of the task.
create or replace function private.tg_comment_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    insert into nova.events (event, entity, entity_id, recipients, data)
    select 'task.comment.created', 'task_comment', n.id, audience,
        private.event_data(api.task_comment(n))
    from new_rows n
    join nova.tasks t on t.id = n.task_id
    cross join lateral private.task_audience(t) as audience
    order by n.id;
    if found then
        perform private.wake_readers();
    end if;
    return null;
end
$$;
