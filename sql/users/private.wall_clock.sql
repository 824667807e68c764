-- What somebody's wall clock shows at this instant, written as UTC: what a day and a time without a
-- zone (a task's due date) are compared with.
create or replace function private.wall_clock(user_id uuid, at timestamptz default now())
returns timestamptz
language sql stable
as $$
select (at at time zone private.zone_of(user_id)) at time zone 'UTC'
$$;
