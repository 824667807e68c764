-- A broker takes one of their own matches; the offer then counts one broker more.
--
-- Locks the offer first, then the match, so that two brokers cannot both take its last place and
-- nobody waits in a circle. When that was the last place, the matcher lets the offer's other open
-- matches expire. Definer, because the offer is someone else's: it checks the broker.
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
    for no key update;
    select m.* into v_match
    from nova.smart_matches m
    where m.id = accept_match.match_id and m.offer_id = v_offer.id
    for no key update;
    if not found then
        return null;
    end if;
    perform private.require_version(v_match.id, coalesce(
        (select a.version from nova.match_answers a where a.id = v_match.id), 0));
    perform private.require_licence();
    perform private.require_open(v_match, v_offer);
    perform private.require_place(v_match);
    perform private.use_plan_in(private.payer_of(r.scope_id), 'maxAcceptedMatchesPerMonth',
        date_trunc('month', private.today())::date)
    from nova.requests r
    where r.id = v_match.request_id;
    update nova.smart_matches m set status = 'ACCEPTED' where m.id = v_match.id;
    insert into nova.match_answers as a (id, viewed_at, accepted_at)
    values (v_match.id, now(), now())
    on conflict (id) do update
    set viewed_at = coalesce(a.viewed_at, now()), accepted_at = now(),
        rejected_at = null, rejected_by = null, rejected_reason = null;
    update nova.offers o set accepted_count = o.accepted_count + 1 where o.id = v_offer.id;
    perform private.reveal_match(v_match, v_offer);
    perform private.announce_acceptance(v_match, v_offer.user_id);
    return nova.show_match(match_id);
end
$$;

grant execute on function nova.accept_match(uuid) to nova_app;
