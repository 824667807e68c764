-- Change the caller's plan or cycle: what costs more at once, when its invoice is paid; what costs
-- less with the next period. {"effect", "invoice", "payment", ...}; null: they have no
-- subscription.
--
-- "quoted_at" is when a preview was shown, at most 15 minutes ago: its sum is charged. Refused:
-- plan_unknown, plan_retired, plan_not_sold, plan_too_small, subscription_not_running,
-- change_is_none, quote_stale, payments_off, method_unknown.
create or replace function nova.change_plan(
    plan_id uuid, cycle text, quoted_at timestamptz, provider text, method_id uuid, page text
) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_plan nova.subscription_plans := private.sold_plan(plan_id, cycle);
    v_mine nova.subscriptions := private.changing_subscription(plan_id, cycle);
    v_quote record;
    v_invoice nova.subscription_invoices;
    v_payment nova.payments;
begin
    perform private.require_payer();
    if v_mine.id is null then
        return null;
    elsif quoted_at not between greatest(now() - interval '15 minutes',
            v_mine.updated_at, v_plan.updated_at) and now() then
        perform private.refuse(array[private.blocker(409, 'quote_stale', 'quotedAt')]);
    end if;
    perform private.require_fit(v_mine.user_id, v_plan);
    select * into v_quote
    from private.quote(v_mine, v_plan, cycle, coalesce(quoted_at, now()));
    if v_quote.effect = 'PERIOD_END' then
        perform private.close_invoices_of(v_mine.id);
        update nova.subscriptions s
        set pending_plan_id = nullif(v_plan.id, case when s.billing_cycle = cycle
                then s.plan_id end),
            pending_billing_cycle = case when s.plan_id <> v_plan.id or s.billing_cycle <> cycle
                then cycle end
        where s.id = v_mine.id;
        return api.checkout(null, null, page);
    end if;
    v_invoice := private.open_invoice(v_mine, 'CHANGE', v_plan, cycle, v_quote.lines,
        v_quote.discounts, now(), least(now() + interval '1 hour', v_mine.current_period_end));
    v_payment := private.start_payment(v_invoice, provider, method_id);
    return api.checkout(v_invoice.id, v_payment, page);
end
$$;

grant execute on function nova.change_plan(uuid, text, timestamptz, text, uuid, text) to nova_app;
