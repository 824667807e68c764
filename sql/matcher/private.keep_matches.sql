-- Make these pairs pending matches, or give those that are pending their new points. One that was
-- expired or rejected and may be offered again is made anew.
create or replace function private.keep_matches(kept nova.smart_matches[]) returns void
language plpgsql volatile
set search_path = ''
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
begin
    delete from nova.smart_matches m
    using unnest(kept) as k
    where m.request_id = k.request_id and m.offer_id = k.offer_id
        and m.status in ('EXPIRED', 'REJECTED');
    update nova.smart_matches m
    set points = k.points
    from unnest(kept) as k
    where m.request_id = k.request_id and m.offer_id = k.offer_id
        and m.status = 'PENDING' and m.points <> k.points;
    insert into nova.smart_matches (offer_id, request_id, broker_id, points)
    select k.offer_id, k.request_id, k.broker_id, k.points
    from unnest(kept) as k
    on conflict (request_id, offer_id) do nothing;
end
$$;
