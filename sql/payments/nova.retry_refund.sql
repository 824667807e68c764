-- The back office has a refund that its provider refused tried again; null: there is no such
-- refund. Refused: state_refused.
create or replace function nova.retry_refund(refund_id uuid) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_refund nova.refunds;
begin
    perform private.require_role('OWNER', 'ADMIN');
    select r.* into v_refund from nova.refunds r where r.id = refund_id for update;
    if not found then
        return null;
    elsif v_refund.status <> 'FAILED' then
        raise exception using
            errcode = 'PT409', message = 'state_refused',
            detail = private.of_states('refundStatus', v_refund.status, 'PENDING');
    end if;
    update nova.refunds r
    set status = 'PENDING', next_try_at = now(), tries = 0
    where r.id = refund_id
    returning r.* into v_refund;
    return api.refund(v_refund);
end
$$;

grant execute on function nova.retry_refund(uuid) to nova_app;
