-- The hours of a day of the week for who has not said theirs: from Sunday to Thursday nine to five,
-- as is usual in Saudi Arabia.
create or replace function private.usual_hours(day_of_week int)
returns table (start_time time, end_time time)
language sql immutable rows 1
as $$
select time '09:00', time '17:00' where day_of_week between 0 and 4
$$;

grant execute on function private.usual_hours(int) to nova_app;
