-- One match, to either of its two sides; the offer's details only while it is accepted.
--
-- A row crosses owners here: definer, with the columns of the teaser
-- before and those of the details between accept and withdraw. Before that each side knows the
-- other by name, firm and licence only. The buyer's financing is in the score for the request's
-- side alone; a reason is shown to who gave it. The version counts what people did with the match.
create or replace function nova.show_match(match_id uuid) returns json
language sql stable security definer
set search_path = ''
as $$
select json_build_object(
    'id', m.id,
    'offerId', m.offer_id,
    'requestId', m.request_id,
    'brokerId', m.broker_id,
    'customerId', case when side = 'broker' then r.customer_id end,
    'matchScore', private.score_of(said.points),
    'matchedFeatures', coalesce(e.features_ar, '{}'),
    'matchedFeaturesEn', coalesce(e.features_en, '{}'),
    'calculationData', e.breakdown,
    'algorithmVersion', p.version,
    'status', m.status,
    'viewedAt', a.viewed_at,
    'acceptedAt', a.accepted_at,
    'rejectedAt', a.rejected_at,
    'rejectedReason', case when a.rejected_by = nova.current_user_id()
        then a.rejected_reason end,
    'side', side,
    'offer', api.teaser(o),
    'fullDetails', case when m.status = 'ACCEPTED' or side = 'offer' then o.full_details end,
    'request', case when side = 'broker' then r.full_details else r.summary end,
    'partner', private.broker_card(
        case when side = 'broker' then o.user_id else m.broker_id end, m.status = 'ACCEPTED'),
    'createdAt', uuid_extract_timestamp(m.id),
    'updatedAt', coalesce(a.updated_at, uuid_extract_timestamp(m.id)),
    'version', coalesce(a.version, 0))
from nova.smart_matches m
join nova.offers o on o.id = m.offer_id
join nova.requests r on r.id = m.request_id
left join nova.match_answers a on a.id = m.id
cross join private.match_side(m) as side
join private.match_plans p on p.plan = (m.points >> 45) & 15
cross join lateral private.points_with_financing(
    m.points, r, (o.summary ->> 'price')::double precision) as own
cross join lateral (
    select case when side = 'broker' then own else m.points end as points) as said
left join lateral private.explain_points(
    said.points, case when side = 'broker' then r.full_details end, o.summary) as e on true
where m.id = match_id and side is not null
$$;

grant execute on function nova.show_match(uuid) to nova_app;
