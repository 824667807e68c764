-- What a provider reports of messages that it took: [{"provider_id", "state", "at", "error"}], the
-- state DELIVERED or FAILED. The first word on a message stands; of one that is not known, or not
-- yet, it is kept a day. Whoever calls has checked the provider's signature.
create or replace function nova.report_messages(provider text, reports jsonb) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_known int;
    v_unknown int;
begin
    if exists (
        select from jsonb_to_recordset(reports) as r (at timestamptz)
        where r.at > now() + interval '5 minutes'
    ) then
        raise exception using
            errcode = 'PT422', message = 'report_from_future', column = 'timestamp';
    end if;
    perform private.lock_providers(); -- one that is being settled is known then
    with told as (
        select distinct on (left(r.provider_id, 300)) left(r.provider_id, 300) as provider_id,
            r.state, coalesce(r.at, now()) as at, left(r.error, 500) as error
        from jsonb_to_recordset(reports) as r (provider_id text, state text, at timestamptz,
            error text)
        order by left(r.provider_id, 300)
    ),
    known as (
        select t.provider_id, t.state, t.at, t.error, o.id, o.status
        from told t
        left join nova.outbox o on o.provider_message_id = t.provider_id
            and o.provider = report_messages.provider
    ),
    moved as (
        update nova.outbox o
        set status = k.state, last_error = case k.state when 'FAILED' then k.error end,
            delivered_at = case k.state when 'DELIVERED' then k.at end
        from known k
        where o.id = k.id and o.status = 'SENT'
    ),
    kept as (
        insert into private.delivery_reports (provider, provider_message_id, state, error,
            reported_at)
        select report_messages.provider, k.provider_id, k.state, k.error, k.at
        from known k
        where k.id is null
        on conflict on constraint delivery_reports_pkey do nothing
    )
    select count(k.id), count(*) filter (where k.id is null) into v_known, v_unknown
    from known k;
    return json_build_object('known', v_known, 'unknown', v_unknown);
end
$$;

grant execute on function nova.report_messages(text, jsonb) to nova_app;
