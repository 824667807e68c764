-- The caller's offers by state, and the matches on them by state: from offer to accepted.
create or replace function nova.show_offer_stats() returns json
language sql stable security definer
set search_path = ''
as $$
with mine as (
    select o.id, o.status, o.max_brokers - o.accepted_count as places_left
    from nova.reading_scopes('offers.read') as scopes
    join nova.offers o on o.scope_id = scopes.scope and o.deleted_at is null
        and (scopes.reach = 'WHOLE' or o.user_id = nova.current_user_id())
),
matched as (
    select count(*) as total, count(distinct m.offer_id) as offers,
        count(*) filter (where m.status in ('VIEWED', 'ACCEPTED', 'REJECTED')) as viewed,
        count(*) filter (where m.status = 'ACCEPTED') as accepted,
        count(*) filter (where m.status = 'REJECTED') as rejected
    from mine
    join nova.smart_matches m on m.offer_id = mine.id
)
select json_build_object(
    'total', (select count(*) from mine),
    'byStatus', (
        select coalesce(json_object_agg(s.status, s.count), '{}')
        from (select status, count(*) from mine group by 1) as s),
    'placesLeft', (
        select coalesce(sum(places_left), 0) from mine where status = 'ACTIVE'),
    'offersMatched', matched.offers,
    'matches', matched.total,
    'matchesViewed', matched.viewed,
    'matchesAccepted', matched.accepted,
    'matchesRejected', matched.rejected)
from matched
$$;

grant execute on function nova.show_offer_stats() to nova_app;
