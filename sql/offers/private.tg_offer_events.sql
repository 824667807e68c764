-- Offers were made or changed: one event each, named by what became of it.
create or replace function private.tg_offer_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    if tg_op = 'INSERT' then
        insert into nova.events (event, entity, entity_id, recipients, data)
        select 'offer.created', 'offer', n.id, audience, private.event_data(api.offer(n))
        from new_rows n
        cross join lateral private.offer_audience(n) as audience
        order by n.id;
    else
        insert into nova.events (event, entity, entity_id, recipients, data)
        select
            case
                when n.deleted_at is not null and o.deleted_at is null then 'offer.deleted'
                when n.status = o.status then 'offer.updated'
                when n.status = 'ACTIVE' and o.status = 'PAUSED' then 'offer.resumed'
                when n.status = 'ACTIVE' then 'offer.renewed'
                when n.status = 'PAUSED' then 'offer.paused'
                when n.status = 'COMPLETED' then 'offer.completed'
                when n.status = 'EXPIRED' then 'offer.expired'
            end,
            'offer', n.id, private.hearers(audience, was), private.event_data(api.offer(n))
        from new_rows n
        join old_rows o on o.id = n.id and o.version <> n.version
        cross join lateral private.offer_audience(n) as audience
        cross join lateral private.offer_audience(o) as was
        order by n.id;
    end if;
    if found then
        perform private.wake_readers();
    end if;
    return null;
end
$$;
