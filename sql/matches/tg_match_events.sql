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
            where n.broker_id = any (
                private.readers('requests.read', r.team_id, r.user_id, r.user_id))
            union
            select n.offer_owner_id
            where n.offer_owner_id = any (
                private.readers('offers.read', o.team_id, o.user_id, o.user_id))),
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
    order by n.id;
    perform private.wake_readers();
    return null;
end
$$;
