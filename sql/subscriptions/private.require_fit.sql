-- Refuse a plan that has no room for what somebody has: 409 plan_too_small, a reason for each
-- limit.
create or replace function private.require_fit(payer uuid, plan nova.subscription_plans)
returns void
language plpgsql stable
set search_path = ''
as $$
begin
    perform private.refuse(array(
        select private.blocker(409, 'plan_too_small', 'planId',
            json_build_object('key', b ->> 'key',
                'keyAr', private.label_ar('planLimit', b ->> 'key'), 'limit', b -> 'limit',
                'used', b -> 'used', 'plan', plan.name, 'planAr', plan.name_ar))
        from json_array_elements(private.change_blockers(payer, plan)) as b));
end
$$;
