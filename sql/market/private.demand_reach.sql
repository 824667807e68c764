-- How far a home may be from a request and still be among the pairs it keeps: TYPE anywhere in its
-- cities, PRICE only near its price, DISTRICT only in its districts and near its price.
--
-- Once the floor is over what a home without price points can reach, or one outside the districts,
-- those cannot enter and need not find it. More than 400 district cells are not worth it.
create or replace function private.demand_reach(request private.demand) returns text
language sql stable
as $$
select case
    when p.plan = 2
        and private.score_of(request.floor_points) > 100 - p.district * (1 - p.district_near)
        and request.price_stated and request.districts <> '{}'
        and cardinality(request.districts) * cardinality(request.types) <= 400
    then 'DISTRICT'
    when p.plan = 2
        and private.score_of(request.floor_points) > 100 - p.price
        and request.price_stated
    then 'PRICE'
    else 'TYPE'
end
from private.match_plans p
where p.plan = request.plan
$$;
