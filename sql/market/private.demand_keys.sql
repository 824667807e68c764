-- The keys a home finds a request of algorithm 1.0 by: they cover its 14 smallest qualifying
-- combinations of city, district, type, category, price and area. Of a request that names many
-- places and types price and area are one wide cell: its keys stay within some thousands.
create or replace function private.demand_keys(request private.demand) returns int[]
language sql immutable
as $$
with wide as (
    select cardinality(request.cities) * cardinality(request.types) > 20
        or cardinality(request.districts) > 50 as is_wide
),
prices as (
    select distinct case when is_wide then -1 else cell end as cell
    from wide, unnest(private.cells(request.price_min, request.price_max)) as cell
),
areas as (
    select distinct case when is_wide then -1 else cell end as cell
    from wide, unnest(private.cells(request.area_min, request.area_max)) as cell
),
found as (
    select private.market_key(1, c, t, 0) as key
    from unnest(request.cities) as c, unnest(request.types) as t where request.buys
    union all
    select private.market_key(2, c, t, p.cell)
    from unnest(request.cities) as c, unnest(request.types) as t, prices p
    union all
    select private.market_key(3, c, t, a.cell)
    from unnest(request.cities) as c, unnest(request.types) as t, areas a
    union all
    select private.market_key(4, c, d, 0)
    from unnest(request.cities) as c, unnest(request.districts) as d
    union all
    select private.market_key(5, d, t, 0)
    from unnest(request.districts) as d, unnest(request.types) as t
    union all
    select private.market_key(6, c, 0, p.cell) from unnest(request.cities) as c, prices p
    union all
    select private.market_key(7, d, 0, p.cell)
    from unnest(request.districts) as d, prices p
    where request.buys and exists (select from areas)
    union all
    select private.market_key(8, t, a.cell, p.cell)
    from unnest(request.types) as t, prices p, areas a where request.buys
)
select array(select distinct found.key from found)
$$;
