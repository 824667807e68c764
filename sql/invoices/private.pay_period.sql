-- Give the period that a paid invoice pays for; null: it does not apply any more, since another one
-- was paid, or the period that it renews or changes is not the present one.
--
-- A first period begins when it is paid. The next one begins where the present one ends: paid
-- before that, it waits (private.begin_periods); paid after its grace, from now, since it could not
-- be used meanwhile. Another plan goes on to the same end; another cycle begins anew. Subscription
-- and invoice are locked.
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
            and subscription.paid_ahead is null
            and (subscription.status = 'ACTIVE'
                or (invoice.purpose = 'RENEW' and subscription.status = 'EXPIRED')) end;
    v_keeps_period constant boolean :=
        invoice.purpose = 'CHANGE' and invoice.billing_cycle = subscription.billing_cycle;
    v_goes_on constant boolean := invoice.purpose = 'RENEW' and subscription.status = 'ACTIVE';
    v_anchor constant int := case when v_goes_on or v_keeps_period
        then coalesce(subscription.anchor_day,
            extract(day from subscription.current_period_end at time zone 'Asia/Riyadh')::int)
        else extract(day from at at time zone 'Asia/Riyadh')::int end;
    v_start constant timestamptz := case
        when v_keeps_period then subscription.current_period_start
        when v_goes_on then subscription.current_period_end else at end;
    v_end constant timestamptz := case when v_keeps_period then subscription.current_period_end
        else private.period_end(v_start, invoice.billing_cycle, v_anchor) end;
begin
    if not v_applies or v_end <= at then
        return null;
    elsif v_goes_on and at < v_start then
        update nova.subscriptions s
        set paid_ahead = invoice.id, last_payment_at = at, next_payment_at = v_end,
            pending_plan_id = null, pending_billing_cycle = null
        where s.id = subscription.id;
        return tstzrange(v_start, v_end);
    end if;
    perform private.set_period(subscription, invoice, v_start, v_end, v_anchor);
    update nova.subscriptions s set last_payment_at = at where s.id = subscription.id;
    return tstzrange(case when v_keeps_period then at else v_start end, v_end);
end
$$;
