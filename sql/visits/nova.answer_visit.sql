-- The customer of an appointment confirms or declines it, once; its broker is told. The same answer
-- again changes nothing. Where they say which time they were shown, one that was moved meanwhile is
-- not answered.
create or replace function nova.answer_visit(
    token_hash bytea, answer text, seen_at timestamptz
) returns json
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
    if seen_at <> v_appointment.start_datetime then
        raise exception using
            errcode = 'PT409', message = 'visit_moved', column = 'startDatetime';
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
    perform private.tell(case
            when private.hears_of_appointment(v_appointment) then v_appointment.user_id
            else (select t.manager_id from nova.teams t where t.id = v_appointment.team_id) end,
        case answer when 'DECLINED' then 'visit_declined' else 'visit_confirmed' end,
        private.appointment_words(v_appointment), 'appointment', v_appointment.id);
    return private.visit_card(v_appointment);
end
$$;

grant execute on function nova.answer_visit(bytea, text, timestamptz) to nova_app;
