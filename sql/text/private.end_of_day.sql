-- The instant at which a day ends in Saudi Arabia.
create or replace function private.end_of_day(day date) returns timestamptz
language sql stable parallel safe
as $$
select ((day + 1)::timestamp at time zone 'Asia/Riyadh') - interval '1 second'
$$;
