-- The back office changes a plan, or retires it (is_active false); null: there is no such plan.
--
-- Periods that run keep what they cost; the next one costs the new price. Whoever has a retired
-- plan keeps it. Limits and features hold at once. Refused: plan_name_taken, plan_is_trial.
create or replace function nova.change_plan_on_offer(plan_id uuid, changes jsonb) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_plan nova.subscription_plans;
begin
    perform private.require_role('OWNER', 'ADMIN');
    select p.* into v_plan from nova.subscription_plans p
    where p.id = change_plan_on_offer.plan_id
    for update;
    if not found then
        return null;
    end if;
    if v_plan.name = 'trial' and changes ?| array['name', 'is_active'] then
        raise exception using
            errcode = 'PT409', message = 'plan_is_trial';
    end if;
    v_plan := jsonb_populate_record(v_plan, changes);
    update nova.subscription_plans p
    set name = btrim(v_plan.name), name_ar = btrim(v_plan.name_ar),
        price_monthly_halalas = v_plan.price_monthly_halalas,
        price_yearly_halalas = v_plan.price_yearly_halalas, features = v_plan.features,
        limits = v_plan.limits, is_active = v_plan.is_active
    where p.id = v_plan.id
    returning p.* into v_plan;
    return api.kept_plan(v_plan);
end
$$;

grant execute on function nova.change_plan_on_offer(uuid, jsonb) to nova_app;
