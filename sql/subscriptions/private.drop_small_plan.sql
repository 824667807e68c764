-- A subscription that was to change to a plan with less room than is in use by now stays on its
-- own, and its payer is told; locked. Answers it as it is then.
create or replace function private.drop_small_plan(subscription nova.subscriptions)
returns nova.subscriptions
language plpgsql volatile
set search_path = ''
as $$
declare
    v_wanted nova.subscription_plans := (
        select p from nova.subscription_plans p where p.id = subscription.pending_plan_id);
    v_kept nova.subscriptions := subscription;
begin
    if v_wanted.id is null or v_wanted.id = subscription.plan_id
            or private.change_blockers(subscription.user_id, v_wanted)::text = '[]' then
        return v_kept;
    end if;
    update nova.subscriptions s
    set pending_plan_id = null, pending_billing_cycle = null
    where s.id = subscription.id
    returning s.* into v_kept;
    perform private.tell(u.id, 'plan_kept', jsonb_build_object(
        'plan', case when private.language_of(u) = 'ar' then p.name_ar else p.name end,
        'wanted', case when private.language_of(u) = 'ar' then v_wanted.name_ar
            else v_wanted.name end), 'subscription', v_kept.id)
    from nova.users u
    join nova.subscription_plans p on p.id = v_kept.plan_id
    where u.id = v_kept.user_id;
    return v_kept;
end
$$;
