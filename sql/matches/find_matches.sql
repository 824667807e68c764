-- Find, store and announce the matches of some offers, or of some requests, in one statement.
--
-- Algorithm 1.0 of the original request: every open request against every open offer of somebody
-- else that has a place left; 50 points make a match, whatever the listing type; a pair that is
-- known is left as it is. What has expired or whose seller is suspended is not open, which the
-- request forgot. One notification a broker and run.
create or replace function private.find_matches(offer_ids uuid[], request_ids uuid[]) returns void
language plpgsql volatile
set search_path = ''
set plan_cache_mode = force_custom_plan
as $$
begin
    with made as (
        insert into nova.smart_matches (
            offer_id, request_id, broker_id, offer_owner_id, match_mask, match_score)
        select o.id, r.id, r.user_id, o.user_id, outcome.mask, outcome.score
        from nova.offers o
        join nova.users seller on seller.id = o.user_id and seller.status = 'ACTIVE'
        join nova.properties p on p.id = o.property_id
        join nova.requests r on r.user_id <> o.user_id
        join private.match_outcomes outcome on outcome.mask = private.match_mask(r, p)
        where (offer_ids is null or o.id = any (offer_ids))
            and (request_ids is null or r.id = any (request_ids))
            and o.status = 'ACTIVE' and o.deleted_at is null
            and o.accepted_count < o.max_brokers
            and (o.expires_at is null or o.expires_at > now())
            and r.status = 'ACTIVE' and r.deleted_at is null
            and (r.expires_at is null or r.expires_at > now())
            and outcome.score >= 50
        on conflict (offer_id, request_id) do nothing
        returning broker_id
    )
    insert into nova.notifications (user_id, title, message, type, priority, action_url)
    select m.broker_id, 'فرص ذكية جديدة! 🎯', format('تم العثور على %s فرصة مطابقة', count(*)),
        'SMART_MATCH', 'NORMAL', '/smart-matches'
    from made m
    group by m.broker_id;
end
$$;
