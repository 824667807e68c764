-- The cells of a range; one wide cell, -1, for more than eight; none for an empty range.
create or replace function private.cells(low double precision, high double precision) returns int[]
language sql immutable parallel safe
as $$
select case
    when low > high then '{}'
    when high = 'infinity' or private.cell_of(high) - private.cell_of(low) > 7 then '{-1}'
    else array(select generate_series(private.cell_of(low), private.cell_of(high)))
end
$$;
