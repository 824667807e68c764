-- What a feed shows: the appointments of its person from 90 days ago on, and the open tasks with a
-- due date that they are to do, as far as they may read them still; at most 2,000 and 1,000, the
-- newest first where there are more. A series comes whole.
create or replace function nova.read_feed(token_hash bytea) returns json
language sql stable security definer
set search_path = ''
as $$
select json_build_object(
    'name', u.name,
    'tasksAs', f.tasks_as,
    'events', private.calendar_events(array(
        select x
        from nova.appointments x
        where x.user_id = f.user_id and x.deleted_at is null
            and x.start_datetime > now() - interval '90 days'
            and private.hears_of_appointment(x)
        order by x.start_datetime desc
        limit 2000)),
    'tasks', coalesce((
        select json_agg(json_build_object('uid', t.id, 'title', t.title,
            'description', t.description, 'dueDate', t.due_date,
            'dueTime', to_char(t.due_time, 'HH24:MI'), 'timezone', private.zone_of(f.user_id),
            'priority', t.priority, 'createdAt', t.created_at, 'updatedAt', t.updated_at,
            'sequence', t.version - 1) order by t.due_order, t.id)
        from (
            select y.* from nova.tasks y
            where y.holder_id = f.user_id and y.deleted_at is null and y.due_date is not null
                and y.status not in ('DONE', 'CANCELLED') and f.tasks_as <> 'NONE'
                and private.sees_task(y, f.user_id)
            order by y.due_order limit 1000) as t), '[]'))
from private.feed_of(read_feed.token_hash) as f
join nova.users u on u.id = f.user_id
$$;

grant execute on function nova.read_feed(bytea) to nova_app;
