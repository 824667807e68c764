-- The caller's subscription with its plan.
create or replace function api.subscription(
    subscription nova.subscriptions, plan nova.subscription_plans
) returns json
language sql stable
as $$
select json_build_object(
    'id', subscription.id,
    'status', subscription.status,
    'billingCycle', subscription.billing_cycle,
    'trialEndsAt', subscription.trial_ends_at,
    'currentPeriodStart', subscription.current_period_start,
    'currentPeriodEnd', subscription.current_period_end,
    'cancelAt', subscription.cancel_at,
    'cancelReason', subscription.cancel_reason,
    'graceUntil', subscription.grace_until,
    'nextPaymentAt', subscription.next_payment_at,
    'paymentMethod', case when subscription.payment_method ? 'lastDigits' then json_build_object(
        'brand', subscription.payment_method ->> 'brand',
        'lastDigits', subscription.payment_method ->> 'lastDigits') end,
    'periodPriceHalalas', subscription.period_price_halalas,
    'pendingPlan', (
        select p.name from nova.subscription_plans p where p.id = subscription.pending_plan_id),
    'pendingBillingCycle', subscription.pending_billing_cycle,
    'plan', api.plan(plan))
$$;

grant execute on function api.subscription(nova.subscriptions, nova.subscription_plans) to nova_app;
