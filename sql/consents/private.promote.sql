-- Queue a promotion to a customer by a channel (SMS, EMAIL, WHATSAPP), once for "once", a word that
-- names the campaign: whether it may go, and where, is decided when it is sent. Answers its id;
-- null: it was queued before. For DBAs and what comes; no login may call it.
create or replace function private.promote(
    customer_id uuid, channel text, subject text, words text, once text
) returns bigint
language plpgsql volatile
set search_path = ''
as $$
declare
    v_address text := (
        select private.customer_address(c, channel)
        from nova.customers c
        where c.id = promote.customer_id and c.deleted_at is null);
    v_id bigint;
begin
    if v_address is null then
        raise exception 'no customer %, or they have no address by % (SMS, EMAIL, WHATSAPP)',
            customer_id, channel;
    end if;
    insert into nova.outbox as o (topic, class, customer_id, dedupe_key, payload)
    values (lower(channel) || '.promotion', 'PROMOTIONAL', customer_id,
        format('promotion:%s:%s:%s', once, customer_id, channel),
        jsonb_build_object('to', v_address, 'subject', subject, 'text', words))
    on conflict (dedupe_key) do nothing
    returning o.id into v_id;
    return v_id;
end
$$;
