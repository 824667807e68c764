-- Tell each broker once a run how many matches it made for them, of those they want to see.
create or replace function private.announce_matches(made_after uuid) returns void
language sql volatile
as $$
insert into nova.notifications (user_id, title, message, type, priority, action_url)
select m.broker_id, 'فرص ذكية جديدة! 🎯', format('تم العثور على %s فرصة مطابقة', count(*)),
    'SMART_MATCH', 'NORMAL', '/smart-matches'
from nova.smart_matches m
where m.id > made_after
    and m.status = 'PENDING'
    and private.score_of(m.points) >= private.shown_from(m.broker_id)
group by m.broker_id
$$;
