-- Write down what an acceptance shows to each side: the offer's details to the broker, the
-- request's summary to the offer's side, and whom they meet.
create or replace function private.reveal_match(match nova.smart_matches, offer nova.offers)
returns void
language sql volatile
set search_path = ''
as $$
insert into nova.match_reveals (match_id, user_id, partner_id, details)
values (match.id, match.broker_id, offer.user_id, offer.full_details),
    (match.id, offer.user_id, match.broker_id,
        (select r.summary from nova.requests r where r.id = match.request_id))
$$;
