-- Tell the other side that the caller stepped back.
create or replace function private.announce_withdrawal(match nova.smart_matches, other uuid)
returns void
language sql volatile
set search_path = ''
as $$
insert into nova.notifications (
    user_id, title, message, type, priority, action_url, related_entity_type, related_entity_id)
select other, 'تراجع الطرف الآخر', format('تراجع الوسيط %s عن الفرصة، وأُغلقت تفاصيلها', u.name),
    'SMART_MATCH', 'URGENT', '/smart-matches/' || match.id, 'smart_match', match.id
from nova.users u
where u.id = nova.current_user_id()
$$;
