-- A place in the market of algorithm 2.0 as one number, without collisions: sale or rent, a city or
-- a district, and a type.
create or replace function private.cell_key(
    sells boolean, is_district boolean, place bigint, type bigint
) returns bigint
language sql immutable parallel safe
as $$
select (sells::int::bigint << 61) | (is_district::int::bigint << 60) | (place << 30) | type
$$;
