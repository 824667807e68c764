-- What a provider is given of a message: of a promotion its text with the way out, the token by
-- which that is found, and where its customer is reached now.
create or replace function private.outgoing(message nova.outbox, promotions jsonb) returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
    v_token text;
begin
    if message.class <> 'PROMOTIONAL' then
        return message.payload;
    end if;
    v_token := private.unsubscribe_token(message.customer_id, split_part(message.topic, '.', 1),
        decode(promotions ->> 'key', 'hex'));
    return message.payload || jsonb_build_object('token', v_token, 'to', (
            select private.customer_address(c, upper(split_part(message.topic, '.', 1)))
            from nova.customers c where c.id = message.customer_id), 'text', concat(
        message.payload ->> 'text',
        case when message.payload ->> 'text' ~ '[\u0600-\u06ff]'
            then E'\nلإيقاف الرسائل الدعائية: ' else E'\nTo get no more: ' end,
        promotions ->> 'page', v_token));
end
$$;
