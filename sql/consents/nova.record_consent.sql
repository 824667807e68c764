-- A customer, whom the caller may change, agreed to promotions by a channel, or took it back.
--
-- Null when they do not see the customer; refused when they only may read.
create or replace function nova.record_consent(
    customer_id uuid, channel text, granted boolean, note text
) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_customer nova.customers := private.changeable_customer(customer_id);
    v_event nova.consent_events;
begin
    if v_customer.id is null then
        return null;
    end if;
    insert into nova.consent_events as e (customer_id, channel, granted, source, note)
    values (v_customer.id, record_consent.channel, record_consent.granted, 'RECORDED',
        record_consent.note)
    returning e.* into v_event;
    return api.consent(v_event);
end
$$;

grant execute on function nova.record_consent(uuid, text, boolean, text) to nova_app;
