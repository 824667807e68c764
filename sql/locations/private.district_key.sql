-- What a district is compared by: its number when it is known, else its folded name, in whatever
-- city: that the city is wanted is a gate of its own. See private.city_key.
create or replace function private.district_key(district_id bigint, name text) returns text
language sql immutable
as $$
select coalesce('DISTRICT:' || district_id, nova.place_key(name))
$$;
