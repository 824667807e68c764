-- When somebody has appointments that stand, within a span.
create or replace function private.busy_time(user_id uuid, span tstzrange) returns tstzmultirange
language sql stable
as $$
select coalesce(range_agg(a.during * span), '{}')
from nova.appointments a
where a.user_id = busy_time.user_id
    and a.during && span
    and a.status in ('SCHEDULED', 'CONFIRMED')
    and a.deleted_at is null
$$;
