-- A match was made or moved: one event, for both sides, as far as they may still see it.
create or replace function private.tg_match_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    insert into nova.events (event, entity, entity_id, recipients, data)
    select
        case when tg_op = 'INSERT' then 'match.created' else 'match.' || lower(n.status) end,
        'match', n.id, array(
            select n.broker_id
            where reads_request and reads_match
            union
            select n.offer_owner_id
            where reads_offer),
        jsonb_build_object(
            'offerId', n.offer_id,
            'requestId', n.request_id,
            'brokerId', n.broker_id,
            'matchScore', n.match_score,
            'status', n.status,
            'version', n.version)
    from new_rows n
    join nova.requests r on r.id = n.request_id
    join nova.offers o on o.id = n.offer_id
    cross join private.is_reader(n.broker_id, 'requests.read', r.team_id, r.user_id, r.user_id)
        as reads_request
    cross join private.is_reader(n.broker_id, 'matches.read', r.team_id, r.user_id, r.user_id)
        as reads_match
    cross join private.is_reader(n.offer_owner_id, 'offers.read', o.team_id, o.user_id, o.user_id)
        as reads_offer
    order by n.id;
    perform private.wake_readers();
    return null;
end
$$;
