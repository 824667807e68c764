-- Tell both sides that they have met.
create or replace function private.announce_acceptance(match nova.smart_matches, offerer uuid)
returns void
language sql volatile
set search_path = ''
as $$
insert into nova.notifications (
    user_id, title, message, type, priority, action_url, related_entity_type, related_entity_id)
select side.user_id, side.title, side.message, 'SMART_MATCH', 'URGENT',
    '/smart-matches/' || match.id, 'smart_match', match.id
from (
    select offerer, 'تم قبول عرضك 🤝',
        format('قبل الوسيط %s عرضك بدرجة تطابق %s٪', u.name, private.score_of(match.points))
    from nova.users u
    where u.id = match.broker_id
    union all
    select match.broker_id, 'تم فتح تفاصيل العرض',
        format('يمكنك الآن التواصل مع الوسيط %s', u.name)
    from nova.users u
    where u.id = offerer
) as side (user_id, title, message)
$$;
