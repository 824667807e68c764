-- A subscription with whose it is, as the back office sees it.
create or replace function api.kept_subscription(
    subscription nova.subscriptions, plan nova.subscription_plans, person nova.users
) returns json
language sql stable
as $$
select json_build_object(
    'id', subscription.id,
    'userId', subscription.user_id,
    'name', person.name,
    'email', person.email,
    'planName', plan.name,
    'status', subscription.status,
    'billingCycle', subscription.billing_cycle,
    'trialEndsAt', subscription.trial_ends_at,
    'currentPeriodStart', subscription.current_period_start,
    'currentPeriodEnd', subscription.current_period_end,
    'graceUntil', subscription.grace_until,
    'cancelAt', subscription.cancel_at,
    'cancelReason', subscription.cancel_reason,
    'extensionReason', subscription.extension_reason,
    'createdAt', subscription.created_at,
    'version', subscription.version)
$$;
