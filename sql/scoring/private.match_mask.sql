-- Which of the six factors of algorithm 1.0 hold, as bits of private.match_factors.
--
-- Exactly the original request's calculateMatchScore, quirks included: names are compared letter
-- for letter, the district without its city, and a range counts only when both its ends are given
-- and neither is 0 (private.bounds_of folds that). Inlined by the planner: keep it one expression
-- without a sub-select.
create or replace function private.match_mask(request private.demand, home private.stock)
returns int
language sql immutable parallel safe
as $$
select
    (home.city_word = any (request.cities))::int
    | ((home.district_word = any (request.districts))::int << 1)
    | ((home.type_word = any (request.types))::int << 2)
    | ((home.residential and request.buys)::int << 3)
    | ((home.price between request.price_min and request.price_max)::int << 4)
    | ((home.area between request.area_min and request.area_max)::int << 5)
$$;
