-- A message that went out, or did not, without its text; of where it went the end alone.
create or replace function api.delivery(message nova.outbox) returns json
language sql stable
as $$
select json_build_object(
    'id', message.id,
    'channel', upper(split_part(message.topic, '.', 1)),
    'kind', split_part(message.topic, '.', 2),
    'to', case
        when message.payload ->> 'to' like '%@%'
        then left(message.payload ->> 'to', 1) || '…@'
            || split_part(message.payload ->> 'to', '@', 2)
        when message.topic like 'push.%'
        then substring(message.payload ->> 'to' from '^https?://([^/]+)')
        else private.masked_phone(message.payload ->> 'to')
    end,
    'status', message.status,
    'attempts', message.attempts,
    'provider', message.provider,
    'createdAt', message.created_at,
    'sentAt', message.sent_at,
    'deliveredAt', message.delivered_at,
    'nextAttemptAt', case when message.status in ('PENDING', 'SENDING')
        then message.next_attempt_at end)
$$;
