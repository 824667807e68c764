-- A team's requests and offers changed hands: the matches of its requests follow; the offer's side
-- is whoever holds the offer.
--
-- One that would set the heir against themselves, or give them a second place on one offer, does
-- not follow; if it is still open it expires.
create or replace function private.reassign_matches(team_id uuid, giver uuid, heir uuid)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
    update nova.smart_matches m
    set broker_id = heir
    from nova.requests r, nova.offers o
    where r.id = m.request_id
        and o.id = m.offer_id
        and r.team_id = reassign_matches.team_id
        and m.broker_id = giver
        and o.user_id <> heir
        and not (m.status = 'ACCEPTED' and exists (
            select from nova.smart_matches x
            where x.offer_id = m.offer_id and x.broker_id = heir and x.status = 'ACCEPTED'));
    update nova.smart_matches m
    set status = 'EXPIRED'
    from nova.requests r, nova.offers o
    where r.id = m.request_id
        and o.id = m.offer_id
        and m.status in ('PENDING', 'VIEWED')
        and ((r.team_id = reassign_matches.team_id and m.broker_id = giver)
            or (o.team_id = reassign_matches.team_id and m.broker_id = o.user_id));
end
$$;
