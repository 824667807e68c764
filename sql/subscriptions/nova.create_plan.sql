-- The back office adds a plan: {"name", "name_ar", prices in halalas without VAT, "features",
-- "limits"}. Refused: plan_name_taken.
create or replace function nova.create_plan(plan jsonb) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_plan nova.subscription_plans := jsonb_populate_record(null::nova.subscription_plans, plan);
begin
    perform private.require_role('OWNER', 'ADMIN');
    insert into nova.subscription_plans as p (name, name_ar, price_monthly_halalas,
        price_yearly_halalas, features, limits)
    values (btrim(v_plan.name), btrim(v_plan.name_ar), v_plan.price_monthly_halalas,
        v_plan.price_yearly_halalas, v_plan.features, v_plan.limits)
    returning p.* into v_plan;
    return api.kept_plan(v_plan);
end
$$;

grant execute on function nova.create_plan(jsonb) to nova_app;
