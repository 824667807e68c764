-- A message was sent, or was not: SENT, or tried again later, or FAILED after the sixth time.
--
-- The text of a one-time code or an invitation is blanked once nobody needs it.
create or replace function private.settle_message(
    message_id bigint, provider text, provider_message_id text, error text
) returns void
language sql volatile security definer
set search_path = ''
as $$
update nova.outbox o
set status = case
        when error is null then 'SENT'
        when o.attempts >= 6 then 'FAILED'
        else 'PENDING'
    end,
    sent_at = case when error is null then now() end,
    provider = settle_message.provider,
    provider_message_id = settle_message.provider_message_id,
    last_error = left(error, 500),
    next_attempt_at = now()
        + (array[1, 2, 5, 10, 15, 15])[least(o.attempts, 6)] * interval '1 minute',
    payload = case
        when (o.class = 'OTP' or o.topic like '%.invitation')
            and (error is null or o.attempts >= 6) then o.payload - 'text'
        else o.payload
    end
where o.id = message_id and o.status = 'SENDING'
$$;

grant execute on function private.settle_message(bigint, text, text, text) to nova_worker;
