-- Which of the six factors of algorithm 1.0 hold, as bits of private.match_factors.
--
-- Exactly the original request's calculateMatchScore, quirks included: names are compared letter
-- for letter, the district without its city, and a range counts only when both its ends are given
-- and neither is 0. Inlined by the planner: keep it one expression without a sub-select.
create or replace function private.match_mask(request nova.requests, property nova.properties)
returns int
language sql immutable parallel safe
as $$
select
    coalesce(property.city = any (request.cities), false)::int
    | (coalesce(property.district = any (request.districts), false)::int << 1)
    | (coalesce(property.property_type = any (request.property_types), false)::int << 2)
    | (coalesce(property.category = 'سكني' and request.type = 'BUY', false)::int << 3)
    | (coalesce(request.price_min <> 0 and request.price_max <> 0
        and property.price between request.price_min and request.price_max, false)::int << 4)
    | (coalesce(request.area_min <> 0 and request.area_max <> 0
        and property.area between request.area_min and request.area_max, false)::int << 5)
$$;
