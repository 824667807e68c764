-- How tries to send messages went: SENT, or FAILED where that is final or was the sixth time, or
-- tried again later, with some chance in it so that not all come at once. An array of {"id",
-- "provider", "providerId", "error", "isFinal", "isAmbiguous"}.
--
-- The text of a one-time code or an invitation is blanked once nobody needs it.
create or replace function private.settle_messages(outcomes jsonb) returns void
language sql volatile security definer
set search_path = ''
as $$
update nova.outbox o
set status = case
        when t.error is null then 'SENT'
        when t.is_over then 'FAILED'
        else 'PENDING'
    end,
    sent_at = case when t.error is null then now() end,
    provider = t.provider,
    provider_message_id = left(t.provider_id, 300),
    last_error = left(t.error, 500),
    ambiguous = o.ambiguous + t.is_ambiguous::int,
    next_attempt_at = now() + (array[1, 2, 5, 10, 15, 15])[least(o.attempts, 6)]
        * (0.8 + 0.4 * random()) * interval '1 minute',
    payload = case
        when (o.class = 'OTP' or o.topic like '%.invitation') and (t.error is null or t.is_over)
        then o.payload - 'text'
        else o.payload
    end
from (
    select x.id, x.provider, x."providerId" as provider_id, x.error,
        x."isAmbiguous" as is_ambiguous,
        x."isFinal" or tried.attempts >= 6 as is_over
    from jsonb_to_recordset(outcomes) as x (id bigint, provider text, "providerId" text,
        error text, "isFinal" boolean, "isAmbiguous" boolean)
    join nova.outbox tried on tried.id = x.id
) as t
where o.id = t.id and o.status = 'SENDING'
$$;

grant execute on function private.settle_messages(jsonb) to nova_worker;
