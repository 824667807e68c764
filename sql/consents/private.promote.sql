-- Queue a promotion to a customer by a channel (SMS, EMAIL, WHATSAPP), once for "once": whether it
-- may go is decided when it is sent. Answers its id; null: it was queued before, or there is no
-- address. For DBAs and what comes; no login may call it.
create or replace function private.promote(
    customer_id uuid, channel text, subject text, words text, once text
) returns bigint
language sql volatile
set search_path = ''
as $$
insert into nova.outbox as o (topic, class, customer_id, dedupe_key, payload)
select lower(channel) || '.promotion', 'PROMOTIONAL', c.id,
    format('promotion:%s:%s:%s', once, c.id, channel),
    jsonb_build_object('to', t.address, 'subject', subject, 'text', words)
from nova.customers c
cross join lateral (
    select case channel when 'EMAIL' then c.email when 'SMS' then c.phone_e164
        when 'WHATSAPP' then coalesce(nova.normalize_phone(c.whatsapp), c.phone_e164) end as address
) as t
where c.id = promote.customer_id and c.deleted_at is null and t.address is not null
on conflict (dedupe_key) do nothing
returning o.id
$$;
