-- A link by which the customer of an appointment confirms or declines it, without an account; good
-- till it begins. A new one takes the place of the one before, and of what was answered by it.
create or replace function nova.make_response_link(
    appointment_id uuid, token_hash bytea, link text
) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_appointment nova.appointments := private.lock_appointment(appointment_id);
begin
    if v_appointment.id is null then
        return null;
    end if;
    if v_appointment.status not in ('SCHEDULED', 'CONFIRMED')
        or v_appointment.start_datetime <= now()
    then
        raise exception using
            errcode = 'PT409', message = 'appointment_over', column = 'status';
    end if;
    update nova.appointments a
    set response_hash = token_hash, customer_response = null, responded_at = null
    where a.id = v_appointment.id;
    return json_build_object('link', link, 'expiresAt', v_appointment.start_datetime);
end
$$;

grant execute on function nova.make_response_link(uuid, bytea, text) to nova_app;
