-- Whether somebody buys a plan rather than changing one: they try Nova, or their subscription is
-- over.
create or replace function private.is_bought_anew(subscription nova.subscriptions) returns boolean
language sql immutable
as $$
select subscription.status in ('TRIAL', 'EXPIRED') or (subscription.status = 'CANCELLED'
    and subscription.trial_ends_at is not distinct from subscription.current_period_end)
$$;
