-- A plan as the back office keeps it, on offer or retired.
create or replace function api.kept_plan(plan nova.subscription_plans) returns json
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
    'limits', plan.limits,
    'isActive', plan.is_active,
    'createdAt', plan.created_at,
    'updatedAt', plan.updated_at,
    'version', plan.version)
$$;
