-- What stands in the link by which somebody gets no more promotions by a channel, without logging
-- in: who and which, signed. It stays the same, and good, however old the message is.
create or replace function private.unsubscribe_token(
    customer_id uuid, channel text, token_key bytea
) returns text
language sql immutable
set search_path = ''
as $$
select rtrim(translate(
    encode(s.said || substr(private.hmac_sha256(token_key, s.said), 1, 16), 'base64'),
    E'+/\n', '-_'), '=')
from (select uuid_send(customer_id) || convert_to(lower(channel), 'UTF8') as said) as s
$$;
