-- The requests that a home (a property's id) fits, with the points of each pair: found by its keys
-- (1.0) and its cells (2.0), never by looking at every request. Somebody's own home is not among
-- them.
--
-- Who waits in a cell has passed the gates but those of city and features. One generic plan,
-- joined as written: planning anew took several times what the search takes. The requests are
-- fetched in the order of their ids, a third of the cost of fetching them as the cells have them.
-- With "mine", the requests that have the home's offer already, only those and whichever the pair
-- would enter: the floor is asked here, where the row is in the hand, and lets 3 in 100 through.
create or replace function private.demand_for(offered_home uuid, mine uuid[] default null)
returns table (request_id uuid, points bigint)
language plpgsql stable
set search_path = ''
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set join_collapse_limit = 1
as $$
declare
    v_keys int[];
    v_waiting uuid[];
begin
    select private.stock_keys(h), array(
        select c.request_id
        from private.demand_cells c
        where c.key = any (array[
                private.cell_key(h.sells, false, h.city, h.type),
                private.cell_key(h.sells, true, h.district, h.type)])
            and c.price_limit >= h.price and c.price_low <= h.price and c.area_limit <= h.area)
    into v_keys, v_waiting
    from private.stock h
    where h.property_id = offered_home;
    return query
    select s.request_id, s.full_points
    from (
        select s.*, s.points + case when s.keep is null then 0
                else private.likeness_points(s.wish, s.likeness) end as full_points
        from (
            select d.request_id, d.keep, d.likeness as wish, h.likeness, h.min_score, h.offer_id,
                d.floor_points, d.floor_offer, p.stored_from,
                p.mask_points[private.match_mask(d, h) + 1] as points
            from private.stock h
            cross join private.match_plans p
            join private.demand d on d.user_id <> h.user_id and h.city <> all (d.muted)
            where h.property_id = offered_home and p.plan = 1
                and d.keys operator(pg_catalog.&&) v_keys
            union all
            select d.request_id, d.keep, d.likeness, h.likeness, h.min_score, h.offer_id,
                d.floor_points, d.floor_offer, p.stored_from, private.match_points(d, h, p)
            from private.stock h
            cross join private.match_plans p
            join private.demand d on d.user_id <> h.user_id and h.city <> all (d.muted)
                and h.city = any (d.cities) and private.has_must(d, h)
            where h.property_id = offered_home and p.plan = 2
                and d.request_id = any (v_waiting)
            offset 0 -- the points are worked out once, and nothing is put by
        ) as s
        where private.score_of(s.points) >= greatest(s.stored_from, s.min_score)
            and (mine is null or s.floor_points is null or s.request_id = any (mine)
                or private.score_of(s.points) >= private.score_of(s.floor_points))
        offset 0 -- likeness too
    ) as s
    where mine is null or s.floor_points is null or s.request_id = any (mine)
        or (s.full_points, s.offer_id) > (s.floor_points, s.floor_offer);
end
$$;
