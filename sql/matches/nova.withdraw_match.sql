-- Either side steps back from an accepted match, with a reason: the place on the offer is free
-- again and its details are hidden; what was seen stays written down (nova.match_reveals).
--
-- Locks the offer first, then the match, as accept_match does.
create or replace function nova.withdraw_match(match_id uuid, reason text) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_match nova.smart_matches;
    v_offer nova.offers;
    v_side text;
begin
    select o.* into v_offer
    from nova.offers o
    where o.id = (
        select m.offer_id from nova.smart_matches m
        where m.id = withdraw_match.match_id and private.match_side(m) is not null)
    for no key update;
    select m.* into v_match
    from nova.smart_matches m
    where m.id = withdraw_match.match_id and m.offer_id = v_offer.id
    for no key update;
    if not found then
        return null;
    end if;
    perform private.require_version(v_match.id, coalesce(
        (select a.version from nova.match_answers a where a.id = v_match.id), 0));
    if v_match.status <> 'ACCEPTED' then
        raise exception using
            errcode = 'PT409', message = 'match_not_accepted',
            detail = private.of_states('matchStatus', v_match.status);
    end if;
    v_side := private.match_side(v_match);
    perform private.require_withdrawal(v_match, v_offer, v_side);
    perform private.close_match(v_match, reason);
    update nova.offers o set accepted_count = o.accepted_count - 1 where o.id = v_offer.id;
    perform private.announce_withdrawal(v_match,
        case when v_side = 'broker' then v_offer.user_id else v_match.broker_id end);
    return nova.show_match(match_id);
end
$$;

grant execute on function nova.withdraw_match(uuid, text) to nova_app;
