-- A notification goes out by SMS or e-mail, to a phone or an address that its person has proved,
-- what nobody can switch off to any; what is not urgent waits till the end of their quiet hours.
-- "words" are its title and text.
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
    once || ':' || channel || case when exists (
        select from nova.outbox gone
        where gone.dedupe_key = once || ':' || channel
            and gone.status <> 'PENDING'
            and gone.payload ->> 'text' <> words[2]
    ) then ':' || md5(words[2]) else '' end,
    jsonb_build_object('to', case channel when 'SMS' then account.phone else account.email end,
        'kind', kind.key, 'subject', words[1], 'text', words[2]),
    case when kind.priority = 'URGENT' then at else private.after_quiet_hours(account, at) end
where kind.is_fixed
    or case channel when 'SMS' then account.phone_verified else account.email_verified end
on conflict (dedupe_key) do update set payload = excluded.payload where o.status = 'PENDING'
$$;
