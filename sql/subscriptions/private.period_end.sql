-- The end of a period of a billing cycle that starts then.
create or replace function private.period_end(start timestamptz, cycle text, anchor_day int)
returns timestamptz
language sql stable
as $$
select private.months_on(start, case cycle when 'YEARLY' then 12 else 1 end, anchor_day)
$$;
