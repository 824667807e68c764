-- Tell somebody what happened to their account: in their list, and by a message to their phone,
-- since whoever did it may be reading the list.
create or replace function private.tell_owner(user_id uuid, title text, message text) returns void
language sql volatile
set search_path = ''
as $$
insert into nova.notifications (user_id, title, message, type, category, priority)
values (tell_owner.user_id, title, message, 'SYSTEM', 'security', 'URGENT');
insert into nova.outbox (topic, class, user_id, payload)
select 'sms.security', 'TRANSACTIONAL', u.id, jsonb_build_object('to', u.phone, 'text', message)
from nova.users u
where u.id = tell_owner.user_id
$$;
