-- The requests in the market that one of the caller's offers fits, found now, the best first, with
-- the match where one is kept; accepted ones always. Null when the offer is not theirs to read.
--
-- A row crosses owners here: definer, with the request's summary and the
-- broker's card, contacts for who holds the offer and only once accepted. No point of it goes by
-- salary or down payment: by trying prices one could read them from it.
create or replace function nova.list_offer_matches(offer_id uuid, min_score int, page_size int)
returns json
language plpgsql stable security definer
set search_path = ''
as $$
declare
    v_offer nova.offers;
    v_from int;
begin
    select o.* into v_offer
    from nova.offers o
    where o.id = list_offer_matches.offer_id and o.deleted_at is null
        and nova.may('offers.read', o.scope_id, o.user_id);
    if not found then
        return null;
    end if;
    perform private.require_trade();
    v_from := coalesce(min_score, private.shown_from(v_offer.user_id));
    return (
        with fitting as materialized (
            select f.request_id, m.id as match_id, m.status, f.points
            from private.stock h
            cross join lateral private.demand_for(h.property_id) as f
            left join nova.smart_matches m
                on m.request_id = f.request_id and m.offer_id = v_offer.id
            where h.offer_id = v_offer.id and m.status is distinct from 'ACCEPTED'
            order by f.points desc, f.request_id desc
            limit page_size
        ),
        shown as (
            select f.* from fitting f where private.score_of(f.points) >= v_from
            union all
            select m.request_id, m.id, m.status, m.points
            from nova.smart_matches m
            where m.offer_id = v_offer.id and m.status = 'ACCEPTED'
        )
        select json_build_object('data', coalesce(json_agg(
            api.fit(f.points, null, v_offer.summary, json_build_object(
                'matchId', f.match_id, 'status', f.status, 'requestId', r.id,
                'request', r.summary,
                'partner', private.broker_card(r.user_id, coalesce(f.status = 'ACCEPTED', false)
                    and v_offer.user_id = nova.current_user_id())))
            order by f.points desc, f.request_id desc), '[]'))
        from shown f
        join nova.requests r on r.id = f.request_id);
end
$$;

grant execute on function nova.list_offer_matches(uuid, int, int) to nova_app;
