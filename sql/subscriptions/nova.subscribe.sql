-- The caller buys a plan: an invoice and a payment of it, by a saved method or on the provider's
-- page. The period begins when it is paid. {"invoice", "payment"}, as api.checkout has it.
--
-- "provider" is who takes payments here, null: nobody. Refused: plan_unknown, plan_retired,
-- plan_not_sold, plan_too_small, subscription_running, resume_first, renewal_due, payments_off,
-- method_unknown.
create or replace function nova.subscribe(
    plan_id uuid, cycle text, provider text, method_id uuid, page text
) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_plan nova.subscription_plans := private.sold_plan(plan_id, cycle);
    v_mine nova.subscriptions := private.lock_subscription();
    v_invoice nova.subscription_invoices;
    v_payment nova.payments;
begin
    perform private.require_payer();
    if v_mine.id is null then
        insert into nova.subscriptions as s (user_id, plan_id, status, current_period_start,
            current_period_end)
        values (nova.current_user_id(), v_plan.id, 'EXPIRED', now() - interval '1 second', now())
        returning s.* into v_mine;
    end if;
    perform private.require_no_other_way(v_mine);
    if not private.is_bought_anew(v_mine) then
        raise exception using
            errcode = 'PT409', message = 'subscription_running';
    end if;
    perform private.require_fit(v_mine.user_id, v_plan);
    v_invoice := private.open_invoice(v_mine, 'SUBSCRIBE', v_plan, cycle,
        jsonb_build_array(private.invoice_line(v_plan, cycle, private.price_of(v_plan, cycle))),
        '[]', now(), now() + interval '1 day');
    v_payment := private.start_payment(v_invoice, provider, method_id);
    return api.checkout(v_invoice.id, v_payment, page);
end
$$;

grant execute on function nova.subscribe(uuid, text, text, uuid, text) to nova_app;
