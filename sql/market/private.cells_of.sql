-- The cells in which a request of algorithm 2.0 waits, as far as it reaches.
create or replace function private.cells_of(request private.demand)
returns setof private.demand_cells
language sql stable
as $$
select distinct private.cell_key(request.buys, request.reach = 'DISTRICT', place, t),
    request.price_limit,
    case when request.reach = 'TYPE' then 0
        else request.price_min * (1 - p.price_tolerance) end,
    request.area_limit, request.request_id
from private.match_plans p
cross join unnest(case when request.reach = 'DISTRICT' then request.districts
    else request.cities end) as place
cross join unnest(request.types) as t
where p.plan = request.plan
$$;
