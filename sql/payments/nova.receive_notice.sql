-- A provider told that something happened to a payment: the event is kept once, and the provider
-- asked what is true at once. An event again, and one of a payment that nobody here knows, changes
-- nothing; the latter is shown to the back office.
create or replace function nova.receive_notice(
    provider text, event_id text, kind text, provider_id text
) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
begin
    insert into private.webhook_inbox (provider, event_id, kind, provider_id, is_known)
    values (receive_notice.provider, receive_notice.event_id, receive_notice.kind,
        receive_notice.provider_id, exists (
            select from nova.payments p
            where p.provider = receive_notice.provider
                and p.provider_id = receive_notice.provider_id))
    on conflict do nothing;
    if found then
        update nova.payments p
        set next_check_at = now()
        where p.provider = receive_notice.provider
            and p.provider_id = receive_notice.provider_id;
    end if;
    return json_build_object('received', true);
end
$$;

grant execute on function nova.receive_notice(text, text, text, text) to nova_app;
