-- Something was said about tasks, worded anew or taken back: one event each, for whoever hears of
-- the task, and whom it mentions as long as they may read it.
create or replace function private.tg_comment_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    insert into nova.events (event, entity, entity_id, recipients, data)
    select
        case
            when tg_op = 'INSERT' then 'task.comment.created'
            when n.deleted_at is not null then 'task.comment.deleted'
            else 'task.comment.updated'
        end,
        'task_comment', n.id, private.hearers(audience, array(
            select m from unnest(n.mentions) as m where private.sees_task(t, m))),
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
