-- A period that an invoice paid for is the present one, by its plan and at its price.
create or replace function private.set_period(
    subscription nova.subscriptions, invoice nova.subscription_invoices, start timestamptz,
    ends timestamptz, anchor int
) returns void
language sql volatile
as $$
update nova.subscriptions s
set plan_id = invoice.plan_id, billing_cycle = invoice.billing_cycle, status = 'ACTIVE',
    period_price_halalas = invoice.price_halalas, anchor_day = anchor,
    current_period_start = start, current_period_end = ends, next_payment_at = ends,
    paid_until = ends, priced_until = case when start = s.current_period_start
        then coalesce(s.priced_until, ends) else ends end,
    trial_ends_at = null, grace_until = null, end_told_at = null,
    cancel_at = null, cancelled_at = null, cancel_reason = null,
    pending_plan_id = null, pending_billing_cycle = null, renewal_made_for = null,
    paid_ahead = null
where s.id = subscription.id
$$;
