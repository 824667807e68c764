-- Whether a moment is between two hours of the day in Riyadh: '09:00-20:00', also over midnight;
-- hours that begin and end at one time are the whole day.
create or replace function private.is_within(hours text, at timestamptz) returns boolean
language sql stable
as $$
select case
    when h.begins < h.ends then t.now >= h.begins and t.now < h.ends
    else t.now >= h.begins or t.now < h.ends
end
from (select (at at time zone 'Asia/Riyadh')::time as now) as t
cross join (
    select split_part(hours, '-', 1)::time as begins, split_part(hours, '-', 2)::time as ends
) as h
$$;
