-- An offer, as other brokers see it before they accept: no owner, no property, no counts but the
-- places left.
create or replace function api.teaser(offer nova.offers) returns json
language sql stable
as $$
select json_build_object(
    'id', offer.id,
    'summary', offer.summary,
    'placesLeft', offer.max_brokers - offer.accepted_count,
    'status', private.offer_state(offer),
    'expiresAt', offer.expires_at,
    'createdAt', offer.created_at)
$$;

grant execute on function api.teaser(nova.offers) to nova_app;
