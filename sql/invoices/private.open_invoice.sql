-- A new invoice of a subscription, to be paid: it bills these lines less these discounts, and takes
-- the place of what was open. Its number it gets when it is paid, so that none is missing for what
-- never was.
create or replace function private.open_invoice(
    subscription nova.subscriptions, purpose text, plan nova.subscription_plans, cycle text,
    lines jsonb, discounts jsonb, due_at timestamptz, open_until timestamptz
) returns nova.subscription_invoices
language plpgsql volatile
set search_path = ''
as $$
declare
    v_net constant bigint := private.invoice_net(lines, discounts);
    v_opened nova.subscription_invoices;
begin
    perform private.close_invoices_of(subscription.id);
    insert into nova.subscription_invoices as i (subscription_id, user_id, purpose, plan_id,
        billing_cycle, price_halalas, applies_to, lines, discounts, net_halalas, vat_halalas,
        amount_halalas, due_at, open_until)
    values (subscription.id, subscription.user_id, open_invoice.purpose, plan.id, cycle,
        private.price_of(plan, cycle),
        case when open_invoice.purpose <> 'SUBSCRIBE' then subscription.current_period_end end,
        open_invoice.lines, open_invoice.discounts, v_net, private.vat_of(v_net),
        v_net + private.vat_of(v_net), open_invoice.due_at, open_invoice.open_until)
    returning i.* into v_opened;
    return v_opened;
end
$$;
