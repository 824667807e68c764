-- The half octave a price or an area lies in: two of one cell differ by less than 42 %.
create or replace function private.cell_of(value double precision) returns int
language sql immutable parallel safe
as $$
select floor(ln(greatest(value, 1)) * 2 / ln(2::double precision))::int
$$;
