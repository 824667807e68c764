-- What becomes of the appointments of a series that changed its times: those that follow are moved,
-- the others keep their place in it. In the order in which none meets another on its way: of those
-- that come later the last one first, then of the others the first one.
create or replace function private.series_moves(
    series_id uuid, old nova.appointment_series, new nova.appointment_series
) returns table (id uuid, follows boolean, slot timestamptz)
language sql stable rows 50
as $$
select a.id, private.follows(a), n.at
from private.slots_of(old) as o
join private.slots_of(new) as n using (place)
join nova.appointments a on a.series_id = series_moves.series_id and a.recurrence_id = o.at
    and a.deleted_at is null
order by n.at > o.at desc, case when n.at > o.at then -place else place end
$$;
