-- Appointments were made or changed: one event each, named by what became of it.
create or replace function private.tg_appointment_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    if tg_op = 'INSERT' then
        insert into nova.events (event, entity, entity_id, recipients, data)
        select 'appointment.created', 'appointment', n.id, audience,
            private.event_data(api.appointment(n))
        from new_rows n
        cross join lateral private.appointment_audience(n) as audience
        order by n.id;
    else
        insert into nova.events (event, entity, entity_id, recipients, data)
        select
            case
                when n.deleted_at is not null and o.deleted_at is null then 'appointment.deleted'
                when n.status = o.status then 'appointment.updated'
                when n.status = 'CONFIRMED' then 'appointment.confirmed'
                when n.status = 'CANCELLED' then 'appointment.cancelled'
                when n.status = 'COMPLETED' then 'appointment.completed'
                else 'appointment.updated'
            end,
            'appointment', n.id, private.hearers(audience, was),
            private.event_data(api.appointment(n))
        from new_rows n
        join old_rows o on o.id = n.id and o.version <> n.version
        cross join lateral private.appointment_audience(n) as audience
        cross join lateral private.appointment_audience(o) as was
        order by n.id;
    end if;
    if found then
        perform private.wake_readers();
    end if;
    return null;
end
$$;
