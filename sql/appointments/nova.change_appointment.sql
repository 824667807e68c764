-- Change what an appointment says of itself; of a series this one (THIS), which goes its own way
-- from then on, with those that follow it (FOLLOWING), or all that are still to come (ALL). Answers
-- the appointment and how many changed; null when it is not theirs.
create or replace function nova.change_appointment(
    appointment_id uuid, changes jsonb, scope text
) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_appointment nova.appointments := private.lock_in_calendar(appointment_id);
    v_is_alone boolean := scope = 'THIS' or v_appointment.series_id is null;
    v_ids uuid[] := array[v_appointment.id];
    v_series_id uuid := v_appointment.series_id;
begin
    if v_appointment.id is null then
        return null;
    elsif not v_is_alone then
        if changes ? 'timezone' then
            raise exception using
                errcode = 'PT422', message = 'series_zone_fixed', column = 'timezone';
        end if;
        select p.ids, p.new_series_id into v_ids, v_series_id
        from private.part_of_series(v_appointment, scope) as p;
    end if;
    update nova.appointments as a
    set (
        series_id, is_detached,
        -- columns: AppointmentChanges
        title, type, customer_id, property_id, description, timezone, location, google_maps_url,
        is_virtual, meeting_url, notes
        -- end
    ) = (
        select
        v_series_id,
        a.is_detached or (v_is_alone and a.series_id is not null and n is distinct from a),
        -- columns: n.AppointmentChanges
        n.title, n.type, n.customer_id, n.property_id, n.description, n.timezone, n.location,
        n.google_maps_url, n.is_virtual, n.meeting_url, n.notes
        -- end
        from jsonb_populate_record(a, changes) as n)
    where a.id = any (v_ids);
    perform private.tell_of_appointment(a, 'appointment_changed')
    from nova.appointments a
    where a.id = v_appointment.id and a.version <> v_appointment.version;
    select a.* into v_appointment from nova.appointments a where a.id = v_appointment.id;
    return (api.appointment(v_appointment)::jsonb
        || jsonb_build_object('count', cardinality(v_ids)))::json;
end
$$;

grant execute on function nova.change_appointment(uuid, jsonb, text) to nova_app;
