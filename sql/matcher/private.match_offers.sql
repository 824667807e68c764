-- Bring the matches of these properties' open offers up to date. Each request takes a new pair only
-- if it beats the last one it keeps; a pair that fell may make room for one that was left out, so
-- its request is matched again.
create or replace function private.match_offers(property_ids uuid[]) returns void
language plpgsql volatile
set search_path = ''
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
    v_offers uuid[];
    v_found nova.smart_matches[];
    v_fallen uuid[];
begin
    select array_agg(h.offer_id) into v_offers
    from private.stock h where h.property_id = any (property_ids) and h.offer_id is not null;
    v_found := array(
        select row(null, h.offer_id, f.request_id, null, f.points, 'PENDING')::nova.smart_matches
        from private.stock h
        cross join lateral private.demand_for(h.property_id) as f
        where h.offer_id = any (v_offers));
    with fallen as (
        delete from nova.smart_matches m
        where m.offer_id = any (v_offers) and m.status = 'PENDING'
            and not exists (
                select from unnest(v_found) as f
                where f.offer_id = m.offer_id and f.request_id = m.request_id)
        returning m.request_id
    )
    select array_agg(f.request_id) into v_fallen from fallen f;
    v_fallen := v_fallen || array(
        select m.request_id from nova.smart_matches m
        join unnest(v_found) as f on f.offer_id = m.offer_id and f.request_id = m.request_id
        where m.status = 'PENDING' and f.points < m.points);
    insert into private.match_queue (request_id, owner_id)
    select distinct d.request_id, d.user_id
    from unnest(v_fallen) as fallen (id)
    join private.demand d on d.request_id = fallen.id and d.floor_points is not null;
    perform private.admit_matches(v_found);
    perform private.rescore_viewed(null, v_offers);
end
$$;
