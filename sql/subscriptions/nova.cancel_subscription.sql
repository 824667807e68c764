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
    perform private.refuse_card_numbers(jsonb_build_object('reason', reason));
    perform private.close_invoices_of(v_mine.id);
    v_mine := private.begin_paid_ahead(v_mine);
    update nova.subscriptions s
    set status = 'CANCELLED', cancelled_at = now(), cancel_at = s.current_period_end,
        cancel_reason = btrim(cancel_subscription.reason),
        next_payment_at = null, pending_plan_id = null, pending_billing_cycle = null
    where s.id = v_mine.id
    returning s.* into v_mine;
    return v_mine;
end
$$;

grant execute on function nova.cancel_subscription(text) to nova_app;
