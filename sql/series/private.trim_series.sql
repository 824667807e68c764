-- A series ends with the last appointment that it has still.
create or replace function private.trim_series(series_id uuid) returns void
language sql volatile
as $$
update nova.appointment_series s
set rrule = private.write_rrule(private.read_rrule(s.rrule, s.timezone) - 'COUNT'
        || jsonb_build_object('UNTIL', private.until_of(kept.last_at))),
    updated_at = now()
from (
    select max(a.recurrence_id) as last_at
    from nova.appointments a
    where a.series_id = trim_series.series_id and a.deleted_at is null) as kept
where s.id = trim_series.series_id and kept.last_at is not null
$$;
