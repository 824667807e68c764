-- The day it is in Saudi Arabia, where licences expire at midnight (UTC+3, no daylight saving).
create or replace function private.today(at timestamptz default now()) returns date
language sql stable parallel safe
as $$
select (at at time zone 'Asia/Riyadh')::date
$$;
