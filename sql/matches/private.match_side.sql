-- Which side of a match the caller is on: broker, offer, or neither (null).
--
-- Being named in the match is not enough: the request or the offer must still be theirs to read.
-- Who has left a team leaves its matches too.
create or replace function private.match_side(match nova.smart_matches) returns text
language sql stable
set search_path = ''
as $$
select case
    when match.broker_id = nova.current_user_id() then (
        select 'broker' from nova.requests r
        where r.id = match.request_id
            and private.may_trade()
            and nova.may('matches.read', r.scope_id, r.user_id)
            and nova.may('requests.read', r.scope_id, r.user_id))
    else (
        select 'offer' from nova.offers o
        where o.id = match.offer_id
            and o.user_id = nova.current_user_id()
            and nova.may('offers.read', o.scope_id, o.user_id))
end
$$;
