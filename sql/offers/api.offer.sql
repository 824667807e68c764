-- An offer, as its own side sees it.
create or replace function api.offer(offer nova.offers) returns json
language sql stable
as $$
select json_build_object(
    'id', offer.id,
    'propertyId', offer.property_id,
    'userId', offer.user_id,
    'teamId', offer.team_id,
    'summary', offer.summary,
    'fullDetails', offer.full_details,
    'maxBrokers', offer.max_brokers,
    'acceptedCount', offer.accepted_count,
    'status', private.offer_state(offer),
    'expiresAt', offer.expires_at,
    'createdAt', offer.created_at,
    'updatedAt', offer.updated_at,
    'version', offer.version)
$$;

grant execute on function api.offer(nova.offers) to nova_app;
