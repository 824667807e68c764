-- Tell each broker once a run how many matches it made for them, of those they want to see.
create or replace function private.announce_matches(made_after uuid) returns void
language sql volatile
as $$
insert into nova.notifications (user_id, title, message, type, priority, action_url)
select made.broker_id, 'فرص ذكية جديدة! 🎯',
    'تم العثور على ' || case
        when made.count = 1 then 'فرصة مطابقة واحدة'
        when made.count = 2 then 'فرصتين مطابقتين'
        when mod(made.count, 100) between 3 and 10 then made.count || ' فرص مطابقة'
        else made.count || ' فرصة مطابقة'
    end,
    'SMART_MATCH', 'NORMAL', '/smart-matches'
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
