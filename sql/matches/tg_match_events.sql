-- A match was made or moved: one event, for both sides.
create or replace function private.tg_match_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    insert into nova.events (event, entity, entity_id, recipients, data)
    select
        case when tg_op = 'INSERT' then 'match.created' else 'match.' || lower(n.status) end,
        'match', n.id, array[n.broker_id, n.offer_owner_id],
        jsonb_build_object(
            'offerId', n.offer_id,
            'requestId', n.request_id,
            'brokerId', n.broker_id,
            'matchScore', n.match_score,
            'status', n.status,
            'version', n.version)
    from new_rows n
    order by n.id;
    perform private.wake_readers();
    return null;
end
$$;
