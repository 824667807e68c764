-- A day of somebody's working week.
create or replace function api.working_day(day_of_week int, hours nova.working_hours) returns json
language sql stable
as $$
select json_build_object(
    'dayOfWeek', day_of_week,
    'isWorking', coalesce(hours.is_working, day_of_week between 0 and 4),
    'startTime', case when hours.day_of_week is null and day_of_week < 5 then '09:00'
        else to_char(hours.start_time, 'HH24:MI') end,
    'endTime', case when hours.day_of_week is null and day_of_week < 5 then '17:00'
        else to_char(hours.end_time, 'HH24:MI') end,
    'breakStart', to_char(hours.break_start, 'HH24:MI'),
    'breakEnd', to_char(hours.break_end, 'HH24:MI'))
$$;

grant execute on function api.working_day(int, nova.working_hours) to nova_app;
