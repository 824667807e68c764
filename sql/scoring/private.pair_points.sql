-- The points of one pair, by the plan of the request; null when it is no match: below what the plan
-- stores or the offer asks for, in a muted city, or stopped by a gate.
--
-- A request that keeps every match has no ties to break: its points are without likeness. Whose
-- home it is and whether it is in the market is not asked here. The searches say the same
-- with their indexes; tests/sql/market/test_searches.py holds them equal to this one.
create or replace function private.pair_points(request private.demand, home private.stock)
returns bigint
language sql stable
as $$
select scored.points + case when request.keep is null then 0
    else private.likeness_points(request.likeness, home.likeness) end
from private.match_plans p
cross join lateral (
    select case
        when request.plan = 1 then p.mask_points[private.match_mask(request, home) + 1]
        when private.passes_gates(request, home) then private.match_points(request, home, p)
    end as points) as scored
where p.plan = request.plan
    and private.score_of(scored.points) >= greatest(p.stored_from, home.min_score)
    and home.city <> all (request.muted)
$$;
