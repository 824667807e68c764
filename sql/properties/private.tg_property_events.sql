-- Properties were listed or changed: one event each. That somebody looked at one is none.
create or replace function private.tg_property_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_counters constant text[] :=
        '{views_count, inquiries_count, shares_count, updated_at, version}';
begin
    if tg_op = 'INSERT' then
        insert into nova.events (event, entity, entity_id, recipients, data)
        select 'property.created', 'property', n.id, audience,
            private.event_data(api.property(n))
        from new_rows n
        cross join lateral private.property_audience(n) as audience
        order by n.id;
    else
        insert into nova.events (event, entity, entity_id, recipients, data)
        select
            case
                when n.deleted_at is not null and o.deleted_at is null then 'property.deleted'
                when n.is_published and not o.is_published then 'property.published'
                else 'property.updated'
            end,
            'property', n.id, private.hearers(audience, was), private.event_data(api.property(n))
        from new_rows n
        join old_rows o on o.id = n.id
        cross join lateral private.property_audience(n) as audience
        cross join lateral private.property_audience(o) as was
        where to_jsonb(n) - v_counters <> to_jsonb(o) - v_counters
        order by n.id;
    end if;
    if found then
        perform private.wake_readers();
    end if;
    return null;
end
$$;
