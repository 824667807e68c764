-- When somebody works on a day: as they said, else as is usual.
create or replace function private.hours_of(user_id uuid, day date)
returns table (start_time time, end_time time, break_start time, break_end time)
language sql stable rows 1
as $$
select h.start_time, h.end_time, h.break_start, h.break_end
from nova.working_hours h
where h.user_id = hours_of.user_id and h.day_of_week = extract(dow from day) and h.is_working
union all
select u.start_time, u.end_time, null, null
from private.usual_hours(extract(dow from day)::int) as u
where not exists (select from nova.working_hours h where h.user_id = hours_of.user_id)
$$;
