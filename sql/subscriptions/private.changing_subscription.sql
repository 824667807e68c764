-- The caller's subscription, locked, where it is a paid one that runs; a row of nulls where they
-- have none. Refused: subscription_not_running, resume_first, renewal_due, renewal_paid (the next
-- period is paid already), change_is_none (it has that plan and cycle).
create or replace function private.changing_subscription(plan_id uuid, cycle text)
returns nova.subscriptions
language plpgsql volatile
set search_path = ''
as $$
declare
    v_mine nova.subscriptions := private.lock_subscription();
begin
    perform private.require_no_other_way(v_mine);
    if private.is_bought_anew(v_mine) then
        raise exception using
            errcode = 'PT409', message = 'subscription_not_running';
    elsif v_mine.paid_ahead is not null then
        raise exception using
            errcode = 'PT409', message = 'renewal_paid',
            detail = json_build_object('date', to_char(
                v_mine.current_period_end at time zone 'Asia/Riyadh', 'YYYY-MM-DD'));
    elsif v_mine.plan_id = changing_subscription.plan_id and v_mine.billing_cycle = cycle
            and v_mine.pending_plan_id is null then
        perform private.refuse(array[private.blocker(422, 'change_is_none', 'planId')]);
    end if;
    return v_mine;
end
$$;
