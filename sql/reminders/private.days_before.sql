-- Nine in the morning of Riyadh so many days before a day; nothing before no day.
create or replace function private.days_before(day date, days int[]) returns timestamptz[]
language sql immutable strict
as $$
select array_agg((day - d + time '09:00') at time zone 'Asia/Riyadh') from unnest(days) as d
$$;
