-- The appointments that stand in the way of any of these times of somebody's, and whether the
-- caller may read them.
create or replace function private.rivals_in(user_id uuid, spans tstzrange[], except_ids uuid[])
returns table (span tstzrange, rival nova.appointments, is_seen boolean)
language sql stable rows 10
as $$
select s, a, private.reads_appointment(a)
from unnest(spans) as s
join nova.appointments a on a.user_id = rivals_in.user_id
    and a.during && s
    and a.status in ('SCHEDULED', 'CONFIRMED')
    and a.deleted_at is null
    and a.id <> all (except_ids)
$$;
