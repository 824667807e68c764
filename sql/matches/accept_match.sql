-- A broker takes one of their own matches; the offer then counts one broker more.
--
-- Locks the offer first, then the match, so that two brokers cannot both take its last place and
-- nobody waits in a circle. Definer, because the offer is someone else's: it checks the broker.
create or replace function nova.accept_match(match_id uuid) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_match nova.smart_matches;
    v_offer nova.offers;
begin
    select o.* into v_offer
    from nova.offers o
    where o.id = (
        select m.offer_id from nova.smart_matches m
        where m.id = accept_match.match_id and private.match_side(m) = 'broker')
    for update;
    if not found then
        return null;
    end if;
    select m.* into v_match from nova.smart_matches m where m.id = accept_match.match_id for update;
    perform private.require_licence();
    perform private.require_open(v_match, v_offer);
    perform private.require_place(v_match);
    update nova.smart_matches m
    set status = 'ACCEPTED', accepted_at = now(), viewed_at = coalesce(m.viewed_at, now())
    where m.id = v_match.id;
    update nova.offers o set accepted_count = o.accepted_count + 1 where o.id = v_offer.id;
    if v_offer.accepted_count + 1 = v_offer.max_brokers then
        update nova.smart_matches m
        set status = 'EXPIRED'
        where m.offer_id = v_offer.id and m.status in ('PENDING', 'VIEWED');
    end if;
    perform private.announce_acceptance(v_match);
    return nova.show_match(match_id);
end
$$;

grant execute on function nova.accept_match(uuid) to nova_app;
