-- Why a message that is due may not go out any more; null: it may. Asked at the moment of sending:
-- what was allowed when it was written may be withdrawn since.
create or replace function private.why_unsent(message nova.outbox) returns text
language sql stable
as $$
select case
    when message.class = 'OTP' and message.created_at < now() - interval '10 minutes'
    then 'its code expired'
    when message.class = 'PROMOTIONAL' and not exists (
        select from nova.customers c
        where c.id = message.customer_id and c.deleted_at is null
            and c.consent ->> upper(split_part(message.topic, '.', 1)) = 'true'
            and private.customer_address(c, upper(split_part(message.topic, '.', 1))) is not null)
    then 'no consent, or no address'
    when message.topic like 'push.%' and not exists (
        select from nova.push_devices d
        where d.endpoint = message.payload ->> 'to' and d.user_id = message.user_id)
    then 'the device was taken off'
    when exists (
        select from private.bad_addresses b
        where b.channel = split_part(message.topic, '.', 1)
            and b.address = message.payload ->> 'to' and b.failures >= 3)
    then 'three messages to this address failed for good'
end
$$;
