-- What the rest of a period costs, in halalas: the price by the seconds that are left of those it
-- has, rounded half up. The price of one plan less that of another is the reverse of the other way
-- round, to the halala, since each is rounded by itself.
create or replace function private.prorate(
    price bigint, period_start timestamptz, period_end timestamptz, at timestamptz
) returns bigint
language sql immutable
as $$
select case when at >= period_end then 0 else floor(
    price::numeric * greatest(least(
        floor(extract(epoch from period_end - at)),
        floor(extract(epoch from period_end - period_start))), 0)
    / greatest(floor(extract(epoch from period_end - period_start)), 1) + 0.5)::bigint end
$$;
