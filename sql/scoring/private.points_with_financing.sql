-- The points of a pair as the request's own side reads them: less for the price where that is
-- beyond what the buyer's financing reaches. A set of one, so that the planner takes it in.
--
-- Never stored, nor compared with anything that the offer's side can see: by trying prices one
-- could read the financing from it. In 1.0, which knows no financing, the points as they are.
create or replace function private.points_with_financing(
    points bigint, request nova.requests, price double precision
) returns setof bigint
language sql stable rows 1
as $$
select points - case
    when p.plan > 1 and points_with_financing.price > private.financing_reach(request)
    then private.point_unit(5)
        * greatest(0, ((points >> 5) & 31) - round(p.price * greatest(0, 1
            - (points_with_financing.price - private.financing_reach(request))
            / (private.financing_reach(request) * p.price_tolerance)))::int)
    else 0 end
from private.match_plans p
where p.plan = (points >> 45) & 15
$$;
