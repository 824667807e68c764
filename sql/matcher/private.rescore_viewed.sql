-- Viewed matches of these requests, or of these offers, get their new points; what is no match any
-- more expires.
create or replace function private.rescore_viewed(request_ids uuid[], offer_ids uuid[])
returns void
language sql volatile
as $$
update nova.smart_matches m
set points = coalesce(scored.points, m.points),
    status = case when scored.points is null then 'EXPIRED' else m.status end
from (
    select v.id, private.pair_points(d, h) as points
    from nova.smart_matches v
    join private.demand d on d.request_id = v.request_id
    join private.stock h on h.offer_id = v.offer_id
    where v.status = 'VIEWED'
        and (v.request_id = any (request_ids) or v.offer_id = any (offer_ids))
) as scored
where m.id = scored.id and m.points is distinct from scored.points
    and m.status = 'VIEWED' -- asked again: somebody may have answered it meanwhile
$$;
