-- What a city's name is compared by: its number when it is known, else its folded name. A folded
-- name has no capital letter, so that nobody can type what means a number.
create or replace function private.city_key(name text) returns text
language sql stable
as $$
select coalesce(
    (select 'CITY:' || c.city_id from private.city_names c where c.key = nova.place_key(name)),
    nova.place_key(name))
$$;
