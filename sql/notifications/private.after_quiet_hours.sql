-- A moment, or the end of the quiet hours that it falls into by somebody's own clock; quiet hours
-- may go over midnight.
create or replace function private.after_quiet_hours(account nova.users, at timestamptz)
returns timestamptz
language sql stable
as $$
select coalesce((
    select min(quiet.ends at time zone zone)
    from (
        select private.clock_of(account.notification_settings #>> '{quietHours,from}') as begins,
            private.clock_of(account.notification_settings #>> '{quietHours,to}') as ends
    ) as hours
    cross join coalesce(account.preferences ->> 'timezone', 'Asia/Riyadh') as zone
    cross join generate_series(-1, 0) as day
    cross join lateral (
        select (at at time zone zone)::date + day + hours.begins as begins,
            (at at time zone zone)::date + day + hours.ends
                + case when hours.ends <= hours.begins then interval '1 day' else '0' end as ends
    ) as quiet
    where at at time zone zone >= quiet.begins and at at time zone zone < quiet.ends), at)
$$;
