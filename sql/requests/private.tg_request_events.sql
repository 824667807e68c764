-- Requests were made or changed: one event each, named by what became of it.
create or replace function private.tg_request_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    if tg_op = 'INSERT' then
        insert into nova.events (event, entity, entity_id, recipients, data)
        select 'request.created', 'request', n.id, audience, private.event_data(api.request(n))
        from new_rows n
        cross join lateral private.request_audience(n) as audience
        order by n.id;
    else
        insert into nova.events (event, entity, entity_id, recipients, data)
        select
            case
                when n.deleted_at is not null and o.deleted_at is null then 'request.deleted'
                when n.status = o.status then 'request.updated'
                when n.status = 'ACTIVE' then 'request.reopened'
                when n.status = 'FULFILLED' then 'request.fulfilled'
                when n.status = 'CANCELED' then 'request.canceled'
                when n.status = 'ARCHIVED' then 'request.archived'
            end,
            'request', n.id, private.hearers(audience, was), private.event_data(api.request(n))
        from new_rows n
        join old_rows o on o.id = n.id and o.version <> n.version
        cross join lateral private.request_audience(n) as audience
        cross join lateral private.request_audience(o) as was
        order by n.id;
    end if;
    if found then
        perform private.wake_readers();
    end if;
    return null;
end
$$;
