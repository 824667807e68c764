-- The score in smart_matches.points, 0 to 100.
create or replace function private.score_of(points bigint) returns int
language sql immutable parallel safe
as $$
select (points >> 56)::int
$$;
