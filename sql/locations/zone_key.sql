-- The part of the city that a district (private.district_key) lies in; null when nobody says.
create or replace function private.zone_key(district_key text) returns text
language sql stable
as $$
select d.city_id || '/' || d.zone
from nova.districts d
where district_key like '@%' and d.id = substr(district_key, 2)::bigint and d.zone is not null
$$;
