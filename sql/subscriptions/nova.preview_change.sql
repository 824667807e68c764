-- What buying a plan, or changing to it, would cost the caller as of now, and what stands in its
-- way; null: they have no subscription. Nothing is changed.
--
-- {"quotedAt", "effect": NOW | PERIOD_END, "effectiveAt", "lines", "discounts", halalas,
-- "blockers": [{key, limit, used}]}. nova.change_plan with this quotedAt charges exactly this.
create or replace function nova.preview_change(plan_id uuid, cycle text) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_plan nova.subscription_plans := private.sold_plan(plan_id, cycle);
    v_mine nova.subscriptions := private.lock_subscription();
    v_quote record;
begin
    if v_mine.id is null then
        return null;
    elsif not private.is_bought_anew(v_mine) then
        v_mine := private.changing_subscription(plan_id, cycle);
    end if;
    select * into v_quote from private.quote(v_mine, v_plan, cycle, now());
    return json_build_object(
        'quotedAt', now(), 'effect', v_quote.effect,
        'effectiveAt', case v_quote.effect when 'NOW' then now() else v_mine.current_period_end end,
        'lines', v_quote.lines, 'discounts', v_quote.discounts, 'netHalalas', v_quote.net,
        'vatHalalas', private.vat_of(v_quote.net),
        'amountHalalas', v_quote.net + private.vat_of(v_quote.net),
        'amount', private.sar(v_quote.net + private.vat_of(v_quote.net)), 'currency', 'SAR',
        'renewalHalalas', private.price_of(v_plan, cycle)
            + private.vat_of(private.price_of(v_plan, cycle)),
        'blockers', private.change_blockers(v_mine.user_id, v_plan));
end
$$;

grant execute on function nova.preview_change(uuid, text) to nova_app;
