-- When somebody works on a day: as they said, else from Sunday to Thursday nine to five.
create or replace function private.hours_of(user_id uuid, day date)
returns table (start_time time, end_time time, break_start time, break_end time)
language sql stable rows 1
as $$
select h.start_time, h.end_time, h.break_start, h.break_end
from nova.working_hours h
where h.user_id = hours_of.user_id and h.day_of_week = extract(dow from day) and h.is_working
union all
select time '09:00', time '17:00', null, null
where extract(dow from day) between 0 and 4
    and not exists (select from nova.working_hours h where h.user_id = hours_of.user_id)
$$;
