-- The best homes in the market for a request of algorithm 2.0, all of them when "most" is null.
--
-- City and type are gates, so every branch is a range of a covering index; the best comes first,
-- the next is entered only while fewer than "most" pairs beat what it can reach: outside the wanted
-- districts, and then also away from the price. Only pairs with the score of the last place are
-- told apart by likeness, then by the newer offer.
create or replace function private.best_homes_2(wanted_by uuid, most int)
returns table (offer_id uuid, points bigint)
language plpgsql stable rows 50
set search_path = ''
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_bitmapscan = off
set join_collapse_limit = 1
as $$
declare
    v_keeps_all boolean := private.keeps_all(wanted_by);
    v_most bigint := coalesce(most, 9223372036854775807);
    v_plan private.match_plans := (select p from private.match_plans p where p.plan = 2);
    v_other double precision := 100 - v_plan.district * (1 - v_plan.district_near);
begin
    return query
    with in_district as materialized (
        select h.offer_id, private.match_points(d, h, p) as points,
            greatest(p.stored_from, h.min_score) as least_score
        from private.demand d join private.match_plans p on p.plan = d.plan
        join private.stock h on private.is_open_to(d, h) and private.has_must(d, h)
        where d.request_id = wanted_by and h.area >= d.area_limit and h.sells = d.buys
            and h.district = any (d.districts) and h.type = any (d.types)
            and h.price <= d.price_limit and h.city = any (d.cities)
    ),
    at_price as materialized (
        select h.offer_id, private.match_points(d, h, p) as points,
            greatest(p.stored_from, h.min_score) as least_score
        from private.demand d join private.match_plans p on p.plan = d.plan
        join private.stock h on private.is_open_to(d, h) and private.has_must(d, h)
        where d.request_id = wanted_by and h.area >= d.area_limit and h.sells = d.buys
            and h.city = any (d.cities) and h.type = any (d.types)
            and h.price between d.price_min * (1 - v_plan.price_tolerance)
                and least(d.price_max * (1 + v_plan.price_tolerance), d.price_limit)
            and h.district <> all (d.districts)
            and v_most > (select count(*) from in_district b
                where b.points >> 56 >= b.least_score and b.points >> 56 > v_other)
    ),
    elsewhere as materialized (
        select h.offer_id, private.match_points(d, h, p) as points,
            greatest(p.stored_from, h.min_score) as least_score
        from private.demand d join private.match_plans p on p.plan = d.plan
        join private.stock h on private.is_open_to(d, h) and private.has_must(d, h)
        where d.request_id = wanted_by and h.area >= d.area_limit and h.sells = d.buys
            and h.city = any (d.cities) and h.type = any (d.types)
            and h.price <= d.price_limit
            and h.price not between d.price_min * (1 - v_plan.price_tolerance)
                and d.price_max * (1 + v_plan.price_tolerance)
            and h.district <> all (d.districts)
            and v_most > (select count(*) from (table in_district union all table at_price) b
                where b.points >> 56 >= b.least_score and b.points >> 56 > v_other - v_plan.price)
    ),
    gathered as not materialized (
        select b.offer_id, b.points
        from (table in_district union all table at_price union all table elsewhere) as b
        where b.points >> 56 >= b.least_score
    )
    select g.* from (
        select g.offer_id, g.points from gathered g where v_keeps_all
        union all
        select g.offer_id, g.points
        from private.place_homes(wanted_by, most, array(
            select row(g.offer_id, g.points)::private.scored_home
            from gathered g where not v_keeps_all)) as g
    ) as g
    order by g.points desc, g.offer_id desc
    limit most;
end
$$;
