-- What the time from a moment to an end costs, in halalas: the price of a period by the seconds of
-- it, rounded half up. The price of one plan less that of another is the reverse of the other way
-- round, to the halala, since each is rounded by itself.
create or replace function private.prorate(
    price bigint, period_start timestamptz, period_end timestamptz, at timestamptz,
    until timestamptz
) returns bigint
language sql immutable
as $$
select floor(price::numeric * greatest(floor(extract(epoch from until - at)), 0)
    / greatest(floor(extract(epoch from period_end - period_start)), 1) + 0.5)::bigint
$$;
