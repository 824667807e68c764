-- Whether an offer is in the market at this moment: active, unexpired, a place left, its broker
-- not suspended.
create or replace function private.is_in_market(offer nova.offers) returns boolean
language sql stable
as $$
select offer.status = 'ACTIVE' and offer.deleted_at is null
    and offer.accepted_count < offer.max_brokers
    and (offer.expires_at is null or offer.expires_at > now())
    and exists (select from nova.users u where u.id = offer.user_id and u.status = 'ACTIVE')
$$;
