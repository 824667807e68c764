-- The gates of algorithm 2.0: what no score makes up for. Sale for a buyer, rent for a tenant; a
-- wanted city and type, a price and an area within reach, and every feature that must be there.
create or replace function private.passes_gates(request private.demand, home private.stock)
returns boolean
language sql immutable parallel safe
as $$
select home.sells = request.buys
    and home.city = any (request.cities)
    and home.type = any (request.types)
    and home.price <= request.price_limit
    and home.area >= request.area_limit
    and private.has_must(request, home)
$$;
