-- The tasks the caller may read that pass these filters, in one of three orders: NEWEST, by DUE
-- date (the soonest first, undated ones last), by PRIORITY (the highest first, of each the newest).
--
-- "mine" narrows to what one is to do (ASSIGNED) or made (CREATED); "overdue" goes by the caller's
-- wall clock. Definer for the same reason as search_customers, each scope by itself;
-- tests/sql/tasks/test_search_tasks.py holds it equal to the policy tasks_read. Every value is
-- quoted.
create or replace function nova.search_tasks(
    words text default null, status text default null, priority text default null,
    assigned_to uuid default null, created_by uuid default null, customer_id uuid default null,
    property_id uuid default null, due_before date default null, overdue boolean default null,
    mine text default null, tag text default null, team_id uuid default null,
    ids uuid[] default null, sort text default 'NEWEST', cursor text default null,
    page_size int default 20
) returns setof nova.tasks
language plpgsql stable security definer rows 20
set search_path = ''
as $$
declare
    v_me text := quote_nullable(nova.current_user_id()::text);
    v_after record := private.read_cursor(cursor);
    v_key text := private.task_order(sort);
    v_asc boolean := sort = 'DUE';
    v_late text := format('(t.status not in (''DONE'', ''CANCELLED'') and t.due_order <= %L)',
        private.wall_clock(nova.current_user_id()));
    v_order text := format('order by %s %s, id %2$s',
        v_key, case when v_asc then 'asc' else 'desc' end);
    v_rows text := concat_ws(' and ', 't.deleted_at is null',
        case when cursor is not null then format('(t.%s, t.id) %s (%L, %L)',
            v_key, case when v_asc then '>' else '<' end, v_after.at, v_after.id) end,
        't.search_text like ' || quote_literal(private.search_pattern(words)),
        't.status = ' || quote_literal(status),
        't.priority = ' || quote_literal(priority),
        't.assigned_to = ' || quote_literal(assigned_to::text),
        't.created_by = ' || quote_literal(created_by::text),
        't.customer_id = ' || quote_literal(customer_id::text),
        't.property_id = ' || quote_literal(property_id::text),
        't.due_date < ' || quote_literal(due_before::text),
        case when overdue then v_late when not overdue then 'not ' || v_late end,
        case mine when 'ASSIGNED' then 't.holder_id = ' when 'CREATED' then 't.created_by = ' end
            || v_me,
        quote_literal(tag) || ' = any (t.tags)',
        't.team_id = ' || quote_literal(team_id::text),
        't.id = any (' || quote_literal(ids::text) || ')');
    v_query text;
begin
    select string_agg(format(
        '(select t.* from nova.tasks t where t.scope_id = %L and %s %s %s limit %s)',
        s.scope, v_rows,
        case s.reach when 'HELD' then format(
            'and (t.holder_id = %1$s or t.user_id = %1$s or t.created_by = %1$s)', v_me) end,
        v_order, page_size), ' union all ')
    into v_query
    from nova.reading_scopes('tasks.read') as s;
    if v_query is not null then
        return query execute format('select * from (%s) as found %s limit %s',
            v_query, v_order, page_size);
    end if;
end
$$;

grant execute on function nova.search_tasks(text, text, text, uuid, uuid, uuid, uuid, date, boolean,
    text, text, uuid, uuid[], text, text, int) to nova_app;
