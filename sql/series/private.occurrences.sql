-- When a rule has a series come, by the clock of its zone, in order; within two years of its start.
--
-- RFC 5545, section 3.3.10: each day of the two years is asked whether the rule has it. Held equal
-- to python-dateutil by tests/sql/series/test_occurrences.py.
create or replace function private.occurrences(rule jsonb, starts_at timestamp, zone text)
returns setof timestamp
language sql stable
set search_path = ''
as $$
select day.at
from (
    select rule ->> 'FREQ' as freq, coalesce((rule ->> 'INTERVAL')::int, 1) as every,
        string_to_array(rule ->> 'BYDAY', ',') as by_day,
        string_to_array(rule ->> 'BYMONTHDAY', ',')::int[] as by_month_day,
        array['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as weekdays,
        extract(dow from starts_at)::int as weekday,
        extract(year from starts_at)::int * 12 + extract(month from starts_at)::int as month
) as r
cross join lateral (
    select (r.weekday + 8 - array_position(r.weekdays, coalesce(rule ->> 'WKST', 'MO'))) % 7
        as days_into_week
) as w
cross join generate_series(
    0, (starts_at + interval '2 years')::date - starts_at::date) as n
cross join lateral (
    select starts_at + n * interval '1 day' as at,
        extract(day from starts_at + n * interval '1 day')::int as of_month,
        extract(day from date_trunc('month', starts_at + n * interval '1 day')
            + interval '1 month -1 day')::int as month_length,
        r.weekdays[(r.weekday + n) % 7 + 1] as weekday
) as day
where case r.freq
        when 'DAILY' then n % r.every = 0
        when 'WEEKLY' then (n + w.days_into_week) / 7 % r.every = 0
            and (day.weekday = any (r.by_day) or (r.by_day is null and n % 7 = 0))
        else (extract(year from day.at)::int * 12 + extract(month from day.at)::int - r.month)
                % r.every = 0
            and (r.by_month_day is null or day.of_month = any (r.by_month_day)
                or day.of_month - day.month_length - 1 = any (r.by_month_day))
            and (r.by_day is null or array[day.weekday,
                (day.of_month - 1) / 7 + 1 || day.weekday,
                (day.of_month - day.month_length) / 7 - 1 || day.weekday] && r.by_day)
            and (r.by_day is not null or r.by_month_day is not null
                or day.of_month = extract(day from starts_at))
    end
    and (not rule ? 'UNTIL' or day.at at time zone zone <= (rule ->> 'UNTIL')::timestamptz)
order by n
limit (rule ->> 'COUNT')::bigint
$$;
