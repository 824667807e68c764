-- The customer of an appointment confirms or declines it, once; its broker is told. The same answer
-- again changes nothing.
create or replace function nova.answer_visit(token_hash bytea, answer text) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_appointment nova.appointments := private.linked_appointment(token_hash);
begin
    if v_appointment.id is null then
        return null;
    end if;
    if v_appointment.customer_response = answer then
        return private.visit_card(v_appointment);
    end if;
    if v_appointment.customer_response is not null
        or v_appointment.status not in ('SCHEDULED', 'CONFIRMED')
    then
        raise exception using
            errcode = 'PT409', message = 'visit_decided', column = 'answer';
    end if;
    update nova.appointments a
    set customer_response = answer, responded_at = now(),
        status = case answer when 'DECLINED' then 'CANCELLED' else 'CONFIRMED' end,
        cancelled_reason = case answer when 'DECLINED' then 'اعتذر العميل' end,
        ics_sequence = a.ics_sequence + 1
    where a.id = v_appointment.id
    returning a.* into v_appointment;
    insert into nova.notifications (user_id, title, message, type, priority, action_url,
        related_entity_type, related_entity_id)
    select case when private.hears_of_appointment(v_appointment) then v_appointment.user_id
            else (select t.manager_id from nova.teams t where t.id = v_appointment.team_id) end,
        case answer when 'DECLINED' then 'اعتذر العميل عن الموعد' else 'أكّد العميل الموعد' end,
        v_appointment.title, 'APPOINTMENT', 'URGENT', '/appointments/' || v_appointment.id,
        'appointment', v_appointment.id;
    return private.visit_card(v_appointment);
end
$$;

grant execute on function nova.answer_visit(bytea, text) to nova_app;
