-- Tell each broker once a run how many matches it made for them, of those they want to see.
create or replace function private.announce_matches(made_after uuid) returns void
language sql volatile
as $$
select private.tell(made.broker_id, 'match_found', jsonb_build_object('count', made.count))
from (
    select m.broker_id, count(*) as count
    from nova.smart_matches m
    join nova.requests r on r.id = m.request_id
    join nova.offers o on o.id = m.offer_id
    cross join lateral private.points_with_financing(
        m.points, r, (o.summary ->> 'price')::double precision) as own
    where m.id > made_after
        and m.status = 'PENDING'
        and private.score_of(own) >= private.shown_from(m.broker_id)
    group by m.broker_id
) as made
$$;
