-- The caller's subscription ends with its period, and may be used until then; null: they have none.
create or replace function nova.cancel_subscription(reason text)
returns nova.subscriptions
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_mine nova.subscriptions := private.lock_subscription();
begin
    if v_mine.id is null then
        return null;
    end if;
    if v_mine.status = 'CANCELLED' then
        raise exception using
            errcode = 'PT409', message = 'state_refused',
            detail = private.of_states('subscriptionStatus', v_mine.status, 'CANCELLED');
    end if;
    update nova.subscriptions s
    set status = 'CANCELLED', cancelled_at = now(), cancel_at = s.current_period_end,
        cancel_reason = btrim(cancel_subscription.reason)
    where s.id = v_mine.id
    returning s.* into v_mine;
    return v_mine;
end
$$;

grant execute on function nova.cancel_subscription(text) to nova_app;
