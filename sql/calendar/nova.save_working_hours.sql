-- One's working week, whole: seven days, each with its hours and break, or off.
create or replace function nova.save_working_hours(days jsonb) returns setof nova.working_hours
language plpgsql volatile security definer
set search_path = ''
as $$
begin
    if (select count(distinct d ->> 'day_of_week') <> 7 or count(*) <> 7
        from jsonb_array_elements(days) as d)
    then
        raise exception using
            errcode = 'PT422', message = 'week_incomplete', column = 'days';
    end if;
    return query
    insert into nova.working_hours as h (
        user_id, day_of_week, is_working, start_time, end_time, break_start, break_end)
    select nova.current_user_id(), d.day_of_week, d.is_working, d.start_time, d.end_time,
        d.break_start, d.break_end
    from jsonb_populate_recordset(null::nova.working_hours, days) as d
    on conflict (user_id, day_of_week) do update
    set is_working = excluded.is_working, start_time = excluded.start_time,
        end_time = excluded.end_time, break_start = excluded.break_start,
        break_end = excluded.break_end
    returning h.*;
end
$$;

grant execute on function nova.save_working_hours(jsonb) to nova_app;
