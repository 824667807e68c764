-- The back office gives somebody so many days more, from the end of the period or, where that has
-- passed, from now; null: there is no such subscription.
--
-- A trial is a longer trial, also one that had expired; a paid one a comped time. Who has
-- cancelled is not given what they do not want. The audit log keeps who did it and why.
create or replace function nova.extend_subscription(subscription_id uuid, days int, reason text)
returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_kept nova.subscriptions;
    v_until timestamptz;
    v_is_trial boolean;
begin
    perform private.require_role('OWNER', 'ADMIN');
    select s.* into v_kept
    from nova.subscriptions s
    where s.id = extend_subscription.subscription_id
    for update;
    if not found then
        return null;
    end if;
    perform private.refuse_card_numbers(jsonb_build_object('reason', reason));
    v_kept := private.begin_paid_ahead(v_kept);
    v_until := greatest(v_kept.current_period_end, now()) + days * interval '1 day';
    v_is_trial := v_kept.trial_ends_at is not distinct from v_kept.current_period_end;
    if v_kept.status = 'CANCELLED' then
        raise exception using
            errcode = 'PT409', message = 'state_refused',
            detail = private.of_states('subscriptionStatus', v_kept.status, 'ACTIVE');
    end if;
    perform private.close_invoices_of(v_kept.id);
    update nova.subscriptions s
    set status = case when v_is_trial then 'TRIAL' else 'ACTIVE' end,
        trial_ends_at = case when v_is_trial then v_until else s.trial_ends_at end,
        current_period_end = v_until,
        paid_until = coalesce(s.paid_until, s.current_period_end),
        priced_until = coalesce(s.priced_until, s.current_period_end),
        next_payment_at = case when not v_is_trial then v_until end,
        grace_until = null, end_told_at = null,
        extension_reason = btrim(extend_subscription.reason)
    where s.id = v_kept.id;
    return (
        select api.kept_subscription(s, p, u)
        from nova.subscriptions s
        join nova.subscription_plans p on p.id = s.plan_id
        join nova.users u on u.id = s.user_id
        where s.id = v_kept.id);
end
$$;

grant execute on function nova.extend_subscription(uuid, int, text) to nova_app;
