-- How alike a wish and a home are, 0 to 127, where smart_matches.points has it: it breaks ties of
-- the score.
create or replace function private.likeness_points(
    wish extensions.vector, home extensions.vector
) returns bigint
language sql immutable parallel safe
as $$
select round(127 / (1 + (wish operator(extensions.<->) home)))::bigint << 49
$$;
