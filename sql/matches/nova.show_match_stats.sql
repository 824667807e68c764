-- The caller's matches as the broker, counted by state, and how many of those they decided they
-- took: of the requests that are still theirs to read, as in list_matches.
create or replace function nova.show_match_stats() returns json
language sql stable security definer
set search_path = ''
as $$
select json_build_object(
    'total', count(*),
    'pending', count(*) filter (where m.status = 'PENDING'),
    'viewed', count(*) filter (where m.status = 'VIEWED'),
    'accepted', count(*) filter (where m.status = 'ACCEPTED'),
    'rejected', count(*) filter (where m.status = 'REJECTED'),
    'expired', count(*) filter (where m.status = 'EXPIRED'),
    'acceptanceRate', round(count(*) filter (where m.status = 'ACCEPTED')::numeric
        / nullif(count(*) filter (where m.status in ('ACCEPTED', 'REJECTED')), 0), 4),
    'averageScore', round(avg(private.score_of(m.points)), 1))
from nova.smart_matches m
join nova.requests r on r.id = m.request_id
where m.broker_id = nova.current_user_id()
    and private.may_trade()
    and r.scope_id in (
        select s.scope from nova.reading_scopes('matches.read') as s
        where s.reach in ('WHOLE', 'HELD'))
    and r.scope_id in (
        select s.scope from nova.reading_scopes('requests.read') as s
        where s.reach = 'WHOLE' or (s.reach = 'HELD' and r.user_id = nova.current_user_id()))
$$;

grant execute on function nova.show_match_stats() to nova_app;
