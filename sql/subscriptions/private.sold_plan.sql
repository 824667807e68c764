-- The plan that somebody wants to buy. Refused: plan_unknown, plan_retired, plan_not_sold (it costs
-- nothing, as the trial).
create or replace function private.sold_plan(plan_id uuid, cycle text)
returns nova.subscription_plans
language plpgsql stable
set search_path = ''
as $$
declare
    v_plan nova.subscription_plans := (
        select p from nova.subscription_plans p where p.id = sold_plan.plan_id);
begin
    if v_plan.id is null then
        perform private.refuse(array[private.blocker(422, 'plan_unknown', 'planId')]);
    elsif not v_plan.is_active then
        perform private.refuse(array[private.blocker(422, 'plan_retired', 'planId',
            json_build_object('plan', v_plan.name, 'planAr', v_plan.name_ar))]);
    elsif private.price_of(v_plan, cycle) = 0 then
        perform private.refuse(array[private.blocker(422, 'plan_not_sold', 'planId',
            json_build_object('plan', v_plan.name, 'planAr', v_plan.name_ar))]);
    end if;
    return v_plan;
end
$$;
