-- Bring the matches of these properties' open offers up to date. Each request takes a new pair only
-- if it beats the last one it keeps.
create or replace function private.match_offers(property_ids uuid[]) returns void
language plpgsql volatile
set search_path = ''
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
    v_offers uuid[];
    v_mine uuid[];
    v_found nova.smart_matches[];
begin
    select array_agg(h.offer_id) into v_offers
    from private.stock h where h.property_id = any (property_ids) and h.offer_id is not null;
    if v_offers is null then
        return;
    end if;
    v_mine := array(
        select m.request_id from nova.smart_matches m where m.offer_id = any (v_offers));
    v_found := array(
        select row(null, h.offer_id, f.request_id, null, f.points, 'PENDING')::nova.smart_matches
        from private.stock h
        cross join lateral private.demand_for(h.property_id, v_mine) as f
        where h.offer_id = any (v_offers));
    if v_mine <> '{}' then
        perform private.queue_fallen(v_offers, v_found);
    end if;
    perform private.admit_matches(v_found);
    if v_mine <> '{}' then
        perform private.rescore_viewed(null, v_offers);
    end if;
end
$$;
