-- A provider told that something happened to a payment: the event is kept once, and the provider
-- asked what is true at once. An event again, and one of a payment that nobody here knows, changes
-- nothing; the latter is shown to the back office.
--
-- Of a charge a provider may tell before its answer has come: by our own id, behind its word for
-- what it is.
create or replace function nova.receive_notice(
    provider text, event_id text, kind text, provider_id text
) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_payment constant uuid := private.payment_told_of(provider, provider_id);
begin
    insert into private.webhook_inbox (provider, event_id, kind, provider_id, is_known)
    values (receive_notice.provider, receive_notice.event_id, receive_notice.kind,
        receive_notice.provider_id, v_payment is not null)
    on conflict do nothing;
    if found then
        update nova.payments p set next_check_at = now() where p.id = v_payment;
    end if;
    return json_build_object('received', true);
end
$$;

grant execute on function nova.receive_notice(text, text, text, text) to nova_app;
