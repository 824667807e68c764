-- The appointments that stand in the way of a time, for a refusal: their titles where the caller
-- may read them, else only that somebody is busy: {"rivals", "rivalsAr", "ids"}; null where none
-- stands.
create or replace function private.rivals_of(user_id uuid, span tstzrange, except_id uuid)
returns json
language sql stable
as $$
select json_build_object('rivals', json_agg(coalesce(seen.title, 'busy')),
    'rivalsAr', json_agg(coalesce(seen.title, 'مشغول')),
    'ids', coalesce(json_agg(a.id) filter (where seen.title is not null), '[]'))
from nova.appointments a
cross join lateral (
    select case when private.reads_appointment(a) then a.title end as title) as seen
where a.user_id = rivals_of.user_id
    and a.during && span
    and a.status in ('SCHEDULED', 'CONFIRMED')
    and a.deleted_at is null
    and a.id is distinct from except_id
having count(*) > 0
$$;
