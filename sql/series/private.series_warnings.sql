-- What speaks against these times of somebody's without forbidding them, each with the time.
create or replace function private.series_warnings(user_id uuid, spans tstzrange[])
returns table (span tstzrange, warning jsonb)
language sql stable
as $$
select s, w || jsonb_build_object(
    'params', (w -> 'params') || jsonb_build_object('startDatetime', lower(s)))
from unnest(spans) with ordinality as t (s, place)
cross join lateral unnest(private.calendar_warnings(series_warnings.user_id, s))
    with ordinality as v (w, reason)
order by t.place, v.reason
$$;
