-- A notification goes out by a channel: SMS or WhatsApp to a phone, e-mail to an address that its
-- person has proved, what nobody can switch off to any; push to each of their devices. What is not
-- urgent waits till the end of their quiet hours. "words" are its title and text.
--
-- Of one "once" it goes out once a channel: what waits still says what is true by now, what is gone
-- is followed by another where that says something else.
create or replace function private.send_notice(
    account nova.users, kind nova.notification_types, channel text, words text[], once text,
    at timestamptz
) returns void
language sql volatile
as $$
insert into nova.outbox as o (topic, class, user_id, dedupe_key, payload, next_attempt_at)
select lower(channel) || '.notification', 'TRANSACTIONAL', account.id,
    t.key || case when exists (
        select from nova.outbox gone
        where gone.dedupe_key = t.key and gone.status <> 'PENDING'
            and gone.payload ->> 'text' <> words[2]
    ) then ':' || md5(words[2]) else '' end,
    jsonb_build_object('to', t.address, 'kind', kind.key, 'subject', words[1], 'text', words[2],
        'isUrgent', kind.priority = 'URGENT') || coalesce(t.device, '{}'),
    case when kind.priority = 'URGENT' then at else private.after_quiet_hours(account, at) end
from (
    select account.phone as address, null::jsonb as device, once || ':' || channel as key
    where channel in ('SMS', 'WHATSAPP') and (kind.is_fixed or account.phone_verified)
    union all
    select account.email, null, once || ':' || channel
    where channel = 'EMAIL' and (kind.is_fixed or account.email_verified)
    union all
    select d.endpoint, jsonb_build_object('device',
        jsonb_build_object('p256dh', d.p256dh, 'auth', d.auth)), once || ':' || d.id
    from nova.push_devices d
    where channel = 'PUSH' and d.user_id = account.id
) as t
on conflict (dedupe_key) do update set payload = excluded.payload where o.status = 'PENDING'
$$;
