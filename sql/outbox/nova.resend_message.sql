-- Try a message that was given up again, from its first try on; for an administrator. One whose
-- text was blanked is past sending. Null when there is no such message among them.
create or replace function nova.resend_message(message_id bigint) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_message nova.outbox;
begin
    perform private.require_role('ADMIN');
    select o.* into v_message
    from nova.outbox o
    where o.id = message_id and o.status = 'FAILED'
    for update;
    if not found then
        return null;
    elsif not v_message.payload ? 'text' then
        raise exception using
            errcode = 'PT409', message = 'message_blanked', column = 'id';
    end if;
    update nova.outbox o
    set status = 'PENDING', attempts = 0, next_attempt_at = now()
    where o.id = v_message.id
    returning o.* into v_message;
    return private.dead_message(v_message);
end
$$;

grant execute on function nova.resend_message(bigint) to nova_app;
