-- The points of a pair in algorithm 2.0, packed as smart_matches.points has them, without likeness.
--
-- Each factor is a fit from 0 to 1 of its weight, rounded to whole points; private.point_unit adds
-- them to the score and to their own five bits at once, so that the explanation adds up by
-- construction. A wish not stated counts the plan's share. Inlined by the planner: keep
-- it one expression without a sub-select.
create or replace function private.match_points(
    request private.demand, home private.stock, plan private.match_plans
) returns bigint
language sql immutable parallel safe
as $$
select (plan.plan::bigint << 45)
    + private.point_unit(0) * round(plan.district * case
        when home.district = any (request.districts) then 1
        when request.districts = '{}' then plan.district_unstated
        when home.zone = any (request.zones) then plan.district_near
        else 0 end)::int
    + private.point_unit(5) * round(plan.price * case
        when not request.price_stated then plan.unstated
        when home.price < request.price_min then greatest(0, 1
            - (request.price_min - home.price) / (request.price_min * plan.price_tolerance))
        when home.price > request.price_max then greatest(0, 1
            - (home.price - request.price_max) / (request.price_max * plan.price_tolerance))
        else 1 end)::int
    + private.point_unit(10) * round(plan.area * case
        when not request.area_stated then plan.unstated
        when home.area < request.area_min then greatest(0, 1
            - (request.area_min - home.area) / (request.area_min * plan.area_tolerance))
        when home.area > request.area_max then greatest(0, 1
            - (home.area - request.area_max) / (request.area_max * plan.area_tolerance))
        else 1 end)::int
    + private.point_unit(15) * round(plan.bedrooms * case
        when request.bedrooms is null then plan.unstated
        when home.bedrooms >= request.bedrooms then 1
        else coalesce(greatest(0, 1 - (request.bedrooms - home.bedrooms) * plan.room_short), 0)
        end)::int
    + private.point_unit(20) * round(plan.bathrooms * case
        when request.bathrooms is null then plan.unstated
        when home.bathrooms >= request.bathrooms then 1
        else coalesce(greatest(0, 1 - (request.bathrooms - home.bathrooms) * plan.room_short), 0)
        end)::int
    + private.point_unit(25) * round(plan.age * case
        when request.age is null then plan.unstated
        when home.age <= request.age then 1
        else coalesce(greatest(0, 1 - (home.age - request.age) / plan.age_years), 0) end)::int
    + private.point_unit(30) * round(plan.facing * case
        when request.facing is null then plan.unstated
        when home.facing = request.facing then 1 else 0 end)::int
    + private.point_unit(35) * round(plan.features * case
        when request.features is null then plan.unstated
        else (request.features operator(extensions.<#>) home.features)
            / (0 - request.features_count)
        end)::int
    + private.point_unit(40) * round(plan.freshness * least(1, greatest(0, 1
        - (request.day - home.day - plan.fresh_days) / plan.stale_days)))::int
$$;
