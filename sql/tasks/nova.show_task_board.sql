-- The board of a team, or one's own: a column for each state, from the top down, the first fifty
-- tasks of each that the caller may read, fewer where they are more than 200 KiB, and how many
-- there are (up to a thousand). Null where they may read none of the scope.
create or replace function nova.show_task_board(team_id uuid) returns json
language plpgsql stable security definer
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
declare
    v_me uuid := nova.current_user_id();
    v_scope uuid := coalesce(team_id, v_me);
    v_reach text := (
        select s.reach from nova.reading_scopes('tasks.read') as s where s.scope = v_scope
        order by s.reach desc limit 1);
begin
    if v_reach is null then
        return null;
    end if;
    return (
        select json_build_object('columns', json_agg(json_build_object(
            'status', l.value, 'count', counted.count, 'data', shown.data) order by l.place))
        from nova.enum_labels l
        cross join lateral (
            select count(*) as count
            from (
                select from nova.tasks t
                where t.scope_id = v_scope and t.status = l.value and t.deleted_at is null
                    and (v_reach = 'WHOLE' or v_me in (t.holder_id, t.user_id, t.created_by))
                limit 1000) as each
        ) as counted
        cross join lateral (
            select coalesce(json_agg(sized.task order by sized.position, sized.id)
                filter (where sized.so_far <= 204800), '[]') as data
            from (
                select api.task(t) as task, t.position, t.id, sum(octet_length(api.task(t)::text))
                    over (order by t.position, t.id) as so_far
                from nova.tasks t
                where t.scope_id = v_scope and t.status = l.value and t.deleted_at is null
                    and (v_reach = 'WHOLE' or v_me in (t.holder_id, t.user_id, t.created_by))
                order by t.position, t.id
                limit 50) as sized
        ) as shown
        where l.enum = 'taskStatus');
end
$$;

grant execute on function nova.show_task_board(uuid) to nova_app;
