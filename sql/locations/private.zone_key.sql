-- The part of the city that a district lies in; null when it is not known, or nobody says.
create or replace function private.zone_key(district_id bigint) returns text
language sql stable
as $$
select d.city_id || '/' || d.zone
from nova.districts d
where d.id = district_id and d.zone is not null
$$;
