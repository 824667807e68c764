-- Appointments as a calendar file has them; those of a series together, with all that it has.
create or replace function private.calendar_events(appointments nova.appointments[])
returns jsonb
language sql stable
as $$
select coalesce(jsonb_agg(e order by e ->> 'startDatetime', e ->> 'uid'), '[]')
from (
    select private.calendar_event(a) as e
    from unnest(appointments) as a
    where a.series_id is null
    union all
    select private.series_events(series.id)
    from (select distinct a.series_id as id from unnest(appointments) as a) as series
    where series.id is not null
) as events
$$;
