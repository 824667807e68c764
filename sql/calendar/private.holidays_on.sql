-- The holidays of a person on a day: their own, which they alone see the name of, and the
-- platform's.
create or replace function private.holidays_on(user_id uuid, day date)
returns table (name_ar text, name_en text)
language sql stable rows 1
as $$
select coalesce(own.name, 'إجازة'), coalesce(own.name, 'Holiday')
from nova.holidays h
cross join lateral (
    select case when h.user_id = nova.current_user_id() then h.name end as name) as own
where h.user_id = holidays_on.user_id and day between h.start_date and h.end_date
union all
select p.name_ar, p.name_en
from nova.platform_holidays p
where case when p.is_yearly
    then to_char(day, 'MMDD') between to_char(p.start_date, 'MMDD') and to_char(p.end_date, 'MMDD')
    else day between p.start_date and p.end_date end
$$;
