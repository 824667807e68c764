-- Refuse what the payer's plan does not include, naming the cheapest plan on offer that does: 402
-- plan_feature_missing.
create or replace function private.require_feature(payer uuid, feature text) returns void
language plpgsql stable
set search_path = ''
as $$
declare
    v_plan nova.subscription_plans := private.plan_of(payer);
    v_fuller nova.subscription_plans;
begin
    if v_plan.features ? feature then
        return;
    end if;
    select p.* into v_fuller
    from nova.subscription_plans p
    where p.is_active and p.price_monthly_halalas > 0 and p.features ? require_feature.feature
    order by p.price_monthly_halalas
    limit 1;
    raise exception using
        errcode = 'PT402', message = 'plan_feature_missing',
        detail = json_build_object(
            'feature', feature, 'featureAr', private.label_ar('planFeature', feature),
            'plan', coalesce(v_plan.name, 'none'), 'planAr', coalesce(v_plan.name_ar, 'لا شيء'),
            'planWithFeature', coalesce(v_fuller.name, 'none'),
            'planWithFeatureAr', coalesce(v_fuller.name_ar, 'لا شيء'));
end
$$;
