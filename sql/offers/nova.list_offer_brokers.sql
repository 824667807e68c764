-- The brokers who hold a place on one of the caller's offers, the newest first; null when the offer
-- is not theirs to read. Phone and e-mail are for who holds the offer: they were shown to nobody
-- else (nova.match_reveals).
create or replace function nova.list_offer_brokers(offer_id uuid) returns json
language sql stable security definer
set search_path = ''
as $$
select json_build_object('data', coalesce((
    select json_agg(json_build_object(
        'matchId', m.id,
        'matchScore', private.score_of(m.points),
        'acceptedAt', a.accepted_at,
        'request', r.summary,
        'partner', private.broker_card(m.broker_id, o.user_id = nova.current_user_id()))
        order by a.accepted_at desc, m.id desc)
    from nova.smart_matches m
    join nova.requests r on r.id = m.request_id
    join nova.match_answers a on a.id = m.id
    where m.offer_id = o.id and m.status = 'ACCEPTED'), '[]'))
from nova.offers o
where o.id = list_offer_brokers.offer_id and o.deleted_at is null
    and nova.may('offers.read', o.scope_id, o.user_id)
$$;

grant execute on function nova.list_offer_brokers(uuid) to nova_app;
