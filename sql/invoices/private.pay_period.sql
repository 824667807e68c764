-- Give the period that a paid invoice pays for; null: it does not apply any more, since another one
-- was paid, or the period that it renews or changes is not the present one.
--
-- A first period begins when it is paid; the next one where the last ended, though when it was paid
-- after its grace, from now: it could not be used meanwhile. Another plan goes on to the same end;
-- another cycle begins anew. Subscription and invoice are locked.
create or replace function private.pay_period(
    subscription nova.subscriptions, invoice nova.subscription_invoices, at timestamptz
) returns tstzrange
language plpgsql volatile
set search_path = ''
as $$
declare
    v_applies constant boolean := case invoice.purpose
        when 'SUBSCRIBE' then private.is_bought_anew(subscription)
        else subscription.current_period_end = invoice.applies_to
            and (subscription.status = 'ACTIVE'
                or (invoice.purpose = 'RENEW' and subscription.status = 'EXPIRED')) end;
    v_keeps_period constant boolean :=
        invoice.purpose = 'CHANGE' and invoice.billing_cycle = subscription.billing_cycle;
    v_goes_on constant boolean := invoice.purpose = 'RENEW' and subscription.status = 'ACTIVE';
    v_anchor constant int := case when v_goes_on or v_keeps_period then subscription.anchor_day
        else extract(day from at at time zone 'Asia/Riyadh') end;
    v_start constant timestamptz := case
        when v_keeps_period then subscription.current_period_start
        when v_goes_on then subscription.current_period_end else at end;
    v_end constant timestamptz := case when v_keeps_period then subscription.current_period_end
        else private.period_end(v_start, invoice.billing_cycle, v_anchor) end;
begin
    if not v_applies or v_end <= at then
        return null;
    end if;
    update nova.subscriptions s
    set plan_id = invoice.plan_id, billing_cycle = invoice.billing_cycle, status = 'ACTIVE',
        period_price_halalas = invoice.price_halalas, anchor_day = v_anchor,
        current_period_start = v_start, current_period_end = v_end, next_payment_at = v_end,
        last_payment_at = at, trial_ends_at = null, grace_until = null, end_told_at = null,
        cancel_at = null, cancelled_at = null, cancel_reason = null,
        pending_plan_id = null, pending_billing_cycle = null, renewal_made_for = null
    where s.id = subscription.id;
    return tstzrange(case when v_keeps_period then at else v_start end, v_end);
end
$$;
