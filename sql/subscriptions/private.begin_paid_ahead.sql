-- The next period of a subscription, paid ahead, is the present one now.
create or replace function private.begin_paid_ahead(subscription nova.subscriptions)
returns nova.subscriptions
language plpgsql volatile
set search_path = ''
as $$
declare
    v_begun nova.subscriptions := subscription;
begin
    perform private.set_period(subscription, i, i.period_start, i.period_end,
        subscription.anchor_day)
    from nova.subscription_invoices i
    where i.id = subscription.paid_ahead;
    select s.* into v_begun from nova.subscriptions s where s.id = subscription.id;
    return v_begun;
end
$$;
