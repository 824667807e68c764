-- A quote: what a plan and a cycle cost as of a moment, bought anew or changed to. Money in
-- halalas, without VAT.
--
-- Bought anew: a whole period. The same cycle: the rest of the period by the new price, also where
-- it was given and not paid, less what was paid for and is left; the period goes on. From months to
-- years: a whole year, less the same. What would cost less than a riyal, the least that providers
-- take, or shortens the cycle, takes effect with the next period.
create or replace function private.quote(
    subscription nova.subscriptions, plan nova.subscription_plans, cycle text, at timestamptz
) returns table (effect text, lines jsonb, discounts jsonb, net bigint)
language plpgsql stable rows 1
set search_path = ''
as $$
declare
    v_keeps_period constant boolean := cycle = subscription.billing_cycle;
    v_start constant timestamptz := subscription.current_period_start;
    v_end constant timestamptz := subscription.current_period_end;
    v_priced_until constant timestamptz := coalesce(subscription.priced_until, v_end);
    v_price constant bigint := private.price_of(plan, cycle);
    v_unused constant bigint := private.prorate(subscription.period_price_halalas, v_start,
        v_priced_until, greatest(at, v_start), coalesce(subscription.paid_until, v_end));
    v_charge constant bigint := case when v_keeps_period then private.prorate(
        v_price, v_start, v_priced_until, greatest(at, v_start), v_end) else v_price end;
begin
    if private.is_bought_anew(subscription) then
        return query select 'NOW', jsonb_build_array(private.invoice_line(plan, cycle, v_price)),
            '[]'::jsonb, v_price;
        return;
    elsif v_charge - v_unused < 100 or (subscription.billing_cycle, cycle) = ('YEARLY', 'MONTHLY')
            or (subscription.plan_id = plan.id and v_keeps_period) then
        return query select 'PERIOD_END', '[]'::jsonb, '[]'::jsonb, 0::bigint;
        return;
    end if;
    return query
    select 'NOW', jsonb_build_array(private.invoice_line(plan, cycle, v_charge, v_keeps_period)),
        case when v_unused = 0 then '[]' else jsonb_build_array(jsonb_build_object(
            'reasonAr', 'المدة غير المستخدمة من باقة ' || p.name_ar,
            'reasonEn', 'Time not used of plan ' || p.name,
            'halalas', v_unused)) end,
        v_charge - v_unused
    from nova.subscription_plans p
    where p.id = subscription.plan_id;
end
$$;
