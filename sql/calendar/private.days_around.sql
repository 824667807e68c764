-- The days that a span touches in this zone, and one on either side.
create or replace function private.days_around(span tstzrange, zone text) returns setof date
language sql immutable rows 10
as $$
select ((lower(span) at time zone zone)::date - 1 + n)::date
from generate_series(
    0, (upper(span) at time zone zone)::date - (lower(span) at time zone zone)::date + 2) as n
$$;
