-- The moment so many calendar months later, on the anchor day or, where the month has none, on its
-- last: 31 January and one month is 28 or 29 February, and one more 31 March. On the calendar of
-- Riyadh.
create or replace function private.months_on(start timestamptz, months int, anchor_day int)
returns timestamptz
language sql stable
as $$
select (l.first + make_interval(days => least(anchor_day, extract(day from l.last)::int) - 1)
    + l.time) at time zone 'Asia/Riyadh'
from (
    select m.first, m.first + interval '1 month - 1 day' as last, m.time
    from (
        select date_trunc('month', start at time zone 'Asia/Riyadh')
                + make_interval(months => months) as first,
            (start at time zone 'Asia/Riyadh')::time as time
    ) as m
) as l
$$;
