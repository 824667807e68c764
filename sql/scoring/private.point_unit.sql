-- One point in smart_matches.points: in the score, and in the five bits of its factor.
create or replace function private.point_unit(shift int) returns bigint
language sql immutable parallel safe
as $$
select (1::bigint << 56) + (1::bigint << shift)
$$;
