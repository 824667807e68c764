-- One match, to either of its two sides; the offer's details only while it is accepted.
--
-- One of the three places where a row crosses owners: definer, with the columns of the teaser
-- before and those of the details between accept and withdraw. Before that each side knows the
-- other by name, firm and licence only.
create or replace function nova.show_match(match_id uuid) returns json
language sql stable security definer
set search_path = ''
as $$
select json_build_object(
    'id', m.id,
    'offerId', m.offer_id,
    'requestId', m.request_id,
    'brokerId', m.broker_id,
    'matchScore', m.match_score,
    'matchedFeatures', outcome.features_ar,
    'matchedFeaturesEn', outcome.features_en,
    'calculationData', outcome.breakdown,
    'algorithmVersion', m.algorithm_version,
    'status', m.status,
    'viewedAt', m.viewed_at,
    'acceptedAt', m.accepted_at,
    'rejectedAt', m.rejected_at,
    'rejectedReason', m.rejected_reason,
    'side', side,
    'offer', api.teaser(o),
    'fullDetails', case when m.status = 'ACCEPTED' or side = 'offer' then o.full_details end,
    'request', case when side = 'broker' then r.full_details else r.summary end,
    'partner', private.broker_card(
        case when side = 'broker' then m.offer_owner_id else m.broker_id end,
        m.status = 'ACCEPTED'),
    'createdAt', m.created_at,
    'updatedAt', m.updated_at,
    'version', m.version)
from nova.smart_matches m
join nova.offers o on o.id = m.offer_id
join nova.requests r on r.id = m.request_id
join private.match_outcomes outcome on outcome.mask = m.match_mask
cross join private.match_side(m) as side
where m.id = match_id and side is not null
$$;

grant execute on function nova.show_match(uuid) to nova_app;
