-- How alike a wish and a home are, 0 to 127, where smart_matches.points has it: it breaks ties of
-- the score. Without the place, the first two of private.likeness: who sees the order of matches
-- could read the exact position from it.
create or replace function private.likeness_points(
    wish extensions.vector, home extensions.vector
) returns bigint
language sql immutable parallel safe
as $$
select round(127 / (1 + (extensions.subvector(wish, 3, 30)
    operator(extensions.<->) extensions.subvector(home, 3, 30))))::bigint << 49
$$;
