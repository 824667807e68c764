-- How tries to send messages went: SENT, or FAILED where that is final or was the sixth round, or
-- tried again: at once by another provider, or later, with some chance in it so that not all come
-- at once. An array of {"id", "provider", "providerId", "error", "isFinal", "isBadAddress",
-- "isAmbiguous", "isOfAddress", "retryAfter" (seconds)}; "channels"
-- as private.take_messages has them.
--
-- Where an answer was lost nobody else is tried: the message may have gone. The text of a one-time
-- code or an invitation is blanked once nobody needs it.
create or replace function private.settle_messages(outcomes jsonb, channels jsonb) returns void
language sql volatile security definer
set search_path = ''
as $$
select private.lock_providers();
select private.settle_providers(outcomes);
select private.settle_addresses(outcomes);
update nova.outbox o
set status = case
        when t.error is null then coalesce(t.reported, 'SENT')
        when t.is_over then 'FAILED'
        else 'PENDING'
    end,
    sent_at = case when t.error is null then now() end,
    delivered_at = case when t.reported = 'DELIVERED' then t.reported_at end,
    provider = t.provider,
    provider_message_id = left(t.provider_id, 300),
    last_error = left(t.error, 500),
    ambiguous = o.ambiguous + t.is_ambiguous::int,
    unanswered = t.is_ambiguous,
    tried = case when t.by_another then o.tried || t.provider else '{}' end,
    next_attempt_at = case when t.by_another then now() else now() + private.pause_before(o) end,
    payload = case
        when (o.class = 'OTP' or o.topic like '%.invitation') and (t.error is null or t.is_over)
        then o.payload - 'text'
        else o.payload
    end
from private.judged_outcomes(outcomes, channels) as t
where o.id = t.id and o.status = 'SENDING';
delete from private.delivery_reports r
using private.judged_outcomes(outcomes, channels) as t
where r.provider = t.provider and r.provider_message_id = t.provider_id
$$;

grant execute on function private.settle_messages(jsonb, jsonb) to nova_worker;
