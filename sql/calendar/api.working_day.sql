-- A day of somebody's working week; "hours" is null where they have not said it.
create or replace function api.working_day(day_of_week int, hours nova.working_hours) returns json
language sql stable
as $$
select json_build_object(
    'dayOfWeek', day_of_week,
    'isWorking', coalesce(hours.is_working, usual.start_time is not null),
    'startTime', to_char(coalesce(hours.start_time, usual.start_time), 'HH24:MI'),
    'endTime', to_char(coalesce(hours.end_time, usual.end_time), 'HH24:MI'),
    'breakStart', to_char(hours.break_start, 'HH24:MI'),
    'breakEnd', to_char(hours.break_end, 'HH24:MI'))
from (values (1)) as one
left join private.usual_hours(working_day.day_of_week) as usual on hours.day_of_week is null
$$;

grant execute on function api.working_day(int, nova.working_hours) to nova_app;
