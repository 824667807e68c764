-- The caller's tasks in counts, of one team or of all they may read: open, overdue, due today, done
-- this week (from Sunday), by their own wall clock; of the teams they read whole also by who is to
-- do them.
create or replace function nova.show_task_stats(team_id uuid) returns json
language plpgsql stable security definer
set search_path = ''
as $$
declare
    v_me uuid := nova.current_user_id();
    v_now timestamptz := private.wall_clock(v_me);
    v_day timestamptz := date_trunc('day', v_now, 'UTC');
    v_sunday timestamptz := v_day
        - extract(dow from v_now at time zone 'UTC') * interval '24 hours';
    v_week timestamptz := (v_sunday at time zone 'UTC') at time zone private.zone_of(v_me);
begin
    return (
        with mine as (
            select t.holder_id, s.reach, t.scope_id,
                t.status not in ('DONE', 'CANCELLED') as is_open,
                t.status not in ('DONE', 'CANCELLED') and t.due_order <= v_now as is_overdue,
                t.status not in ('DONE', 'CANCELLED')
                    and t.due_date = (v_day at time zone 'UTC')::date as is_due_today,
                coalesce(t.completed_at >= v_week, false) as is_done_this_week
            from nova.reading_scopes('tasks.read') as s
            join nova.tasks t on t.scope_id = s.scope and t.deleted_at is null
                and (s.reach = 'WHOLE' or v_me in (t.holder_id, t.user_id, t.created_by))
            where (show_task_stats.team_id is null or s.scope = show_task_stats.team_id)
                and (t.status not in ('DONE', 'CANCELLED') or t.completed_at >= v_week)
        )
        select json_build_object(
            'open', count(*) filter (where m.is_open),
            'overdue', count(*) filter (where m.is_overdue),
            'dueToday', count(*) filter (where m.is_due_today),
            'doneThisWeek', count(*) filter (where m.is_done_this_week),
            'byAssignee', coalesce((
                select json_agg(json_build_object(
                    'userId', each.holder_id, 'userName', private.name_of(each.holder_id),
                    'open', each.open, 'overdue', each.overdue,
                    'doneThisWeek', each.done) order by each.open desc, each.holder_id)
                from (
                    select o.holder_id, count(*) filter (where o.is_open) as open,
                        count(*) filter (where o.is_overdue) as overdue,
                        count(*) filter (where o.is_done_this_week) as done
                    from mine o
                    where o.reach = 'WHOLE' and o.scope_id <> v_me
                    group by o.holder_id) as each), '[]'))
        from mine m);
end
$$;

grant execute on function nova.show_task_stats(uuid) to nova_app;
