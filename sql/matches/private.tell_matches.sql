-- An event for each side of these matches, as far as they may still see it: this one, or that of
-- the state each match is in. The score is for the broker, with the buyer's financing.
create or replace function private.tell_matches(matches nova.smart_matches[], event text)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
    if matches = '{}' then
        return; -- a statement that changed nothing fires its triggers too
    end if;
    insert into nova.events (event, entity, entity_id, recipients, data)
    select
        coalesce(tell_matches.event, case m.status
            when 'VIEWED' then 'match.viewed'
            when 'ACCEPTED' then 'match.accepted'
            when 'REJECTED' then 'match.rejected'
            when 'EXPIRED' then 'match.expired'
        end),
        'match', m.id, array[side.reader],
        jsonb_build_object(
            'offerId', m.offer_id,
            'requestId', m.request_id,
            'brokerId', m.broker_id,
            'status', case tell_matches.event when 'match.expired' then 'EXPIRED' else m.status end)
            || side.more
    from unnest(matches) as m
    join nova.requests r on r.id = m.request_id
    join nova.offers o on o.id = m.offer_id
    cross join lateral private.points_with_financing(
        m.points, r, (o.summary ->> 'price')::double precision) as own
    cross join lateral (
        select m.broker_id, jsonb_build_object('matchScore', private.score_of(own))
        from private.is_reader(m.broker_id, 'requests.read', r.team_id, r.user_id, r.user_id)
            as reads_request,
            private.is_reader(m.broker_id, 'matches.read', r.team_id, r.user_id, r.user_id)
            as reads_match
        where reads_request and reads_match
        union all
        select o.user_id, '{}'
        from private.is_reader(o.user_id, 'offers.read', o.team_id, o.user_id, o.user_id)
            as reads_offer
        where reads_offer) as side (reader, more)
    order by m.id;
    perform private.wake_readers();
end
$$;
