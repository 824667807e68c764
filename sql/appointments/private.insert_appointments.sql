-- Write appointments that are the same but for their times.
create or replace function private.insert_appointments(given nova.appointments, spans tstzrange[])
returns setof nova.appointments
language sql volatile rows 10
set search_path = ''
as $$
insert into nova.appointments as a (user_id, team_id, customer_id, property_id, title,
    description, type, start_datetime, end_datetime, timezone, location, google_maps_url,
    is_virtual, meeting_url, reminders, notes, series_id, recurrence_id)
select given.user_id, given.team_id, given.customer_id, given.property_id, given.title,
    given.description, given.type, lower(s), upper(s), given.timezone, given.location,
    given.google_maps_url, given.is_virtual, given.meeting_url, given.reminders, given.notes,
    given.series_id, case when given.series_id is not null then lower(s) end
from unnest(spans) as s
order by s
returning a.*
$$;
