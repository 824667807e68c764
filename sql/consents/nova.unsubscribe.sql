-- The customer whom a promotion went to wants no more of them by its channel. Again it changes
-- nothing. Null when the token is none that we made.
create or replace function nova.unsubscribe(token text, token_key bytea) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_said bytea;
    v_customer nova.customers;
    v_channel text;
begin
    if token !~ '^[A-Za-z0-9_-]{45,60}$' or length(token) % 4 = 1 then
        return null;
    end if;
    v_said := decode(rpad(translate(token, '-_', '+/'), (length(token) + 3) / 4 * 4, '='),
        'base64');
    v_said := substr(v_said, 1, length(v_said) - 16);
    v_channel := upper(encode(substr(v_said, 17), 'escape'));
    select c.* into v_customer
    from nova.customers c
    where c.id = encode(substr(v_said, 1, 16), 'hex')::uuid
        and private.unsubscribe_token(c.id, v_channel, token_key) = token
    for no key update;
    if v_customer.id is null then
        return null;
    end if;
    if coalesce(v_customer.consent ->> v_channel, 'false') = 'true' then
        insert into nova.consent_events (customer_id, channel, granted, source, made_by)
        values (v_customer.id, v_channel, false, 'UNSUBSCRIBED', null);
    end if;
    return json_build_object('channel', v_channel);
end
$$;

grant execute on function nova.unsubscribe(text, bytea) to nova_app;
