-- The best homes in the market for a request of algorithm 1.0, all of them when "most" is null.
--
-- Disjoint branches, each over its index, the best first: one is entered only while fewer than
-- "most" pairs beat what it can reach (a wanted district 100, city and type 80, city and price 60,
-- type and price 55). Ties as in private.best_homes_2.
create or replace function private.best_homes_1(wanted_by uuid, most int)
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
    v_from int := (select p.stored_from from private.match_plans p where p.plan = 1);
begin
    return query
    with in_district as materialized (
        select h.offer_id, h.min_score, p.mask_points[private.match_mask(d, h) + 1] as points
        from private.demand d join private.match_plans p on p.plan = d.plan
        join private.stock h on private.is_open_to(d, h)
        where d.request_id = wanted_by and h.district_word = any (d.districts)
    ),
    in_city as materialized (
        select h.offer_id, h.min_score, p.mask_points[private.match_mask(d, h) + 1] as points
        from private.demand d join private.match_plans p on p.plan = d.plan
        join private.stock h on private.is_open_to(d, h)
        where d.request_id = wanted_by and h.district_word <> all (d.districts)
            and h.city_word = any (d.cities) and h.type_word = any (d.types)
            and v_most > (select count(*) from in_district b
                where b.points >> 56 >= b.min_score and b.points >> 56 > 80)
    ),
    at_price as materialized (
        select h.offer_id, h.min_score, p.mask_points[private.match_mask(d, h) + 1] as points
        from private.demand d join private.match_plans p on p.plan = d.plan
        join private.stock h on private.is_open_to(d, h)
        where d.request_id = wanted_by and h.district_word <> all (d.districts)
            and h.city_word = any (d.cities) and h.type_word <> all (d.types)
            and h.price between d.price_min and d.price_max
            and v_most > (select count(*) from (table in_district union all table in_city) b
                where b.points >> 56 >= b.min_score and b.points >> 56 > 60)
    ),
    elsewhere as materialized (
        select h.offer_id, h.min_score, p.mask_points[private.match_mask(d, h) + 1] as points
        from private.demand d join private.match_plans p on p.plan = d.plan
        join private.stock h on private.is_open_to(d, h)
        where d.request_id = wanted_by and h.district_word <> all (d.districts)
            and h.city_word <> all (d.cities) and h.type_word = any (d.types)
            and h.price between d.price_min and d.price_max and h.residential
            and v_most > (select count(*)
                from (table in_district union all table in_city union all table at_price) b
                where b.points >> 56 >= b.min_score and b.points >> 56 > 55)
    ),
    gathered as not materialized (
        select b.offer_id, b.points
        from (table in_district union all table in_city
            union all table at_price union all table elsewhere) as b
        where b.points >> 56 >= greatest(v_from, b.min_score)
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
