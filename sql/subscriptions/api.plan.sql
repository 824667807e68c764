-- A plan on offer; money in halalas.
create or replace function api.plan(plan nova.subscription_plans) returns json
language sql stable
as $$
select json_build_object(
    'id', plan.id,
    'name', plan.name,
    'nameAr', plan.name_ar,
    'priceMonthlyHalalas', plan.price_monthly_halalas,
    'priceYearlyHalalas', plan.price_yearly_halalas,
    'currency', 'SAR',
    'features', plan.features,
    'limits', plan.limits)
$$;

grant execute on function api.plan(nova.subscription_plans) to nova_app;
