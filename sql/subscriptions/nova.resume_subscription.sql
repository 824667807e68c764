-- The caller's cancelled subscription goes on as what it was, a trial or a paid one, before its
-- period has ended; null: they have none.
create or replace function nova.resume_subscription() returns nova.subscriptions
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_mine nova.subscriptions := private.lock_subscription();
    v_wanted text := case when v_mine.trial_ends_at = v_mine.current_period_end
        then 'TRIAL' else 'ACTIVE' end;
begin
    if v_mine.id is null then
        return null;
    end if;
    if v_mine.status <> 'CANCELLED' or v_mine.current_period_end <= now() then
        raise exception using
            errcode = 'PT409', message = 'state_refused',
            detail = private.of_states('subscriptionStatus', v_mine.status, v_wanted);
    end if;
    update nova.subscriptions s
    set status = v_wanted, cancelled_at = null, cancel_at = null, cancel_reason = null,
        next_payment_at = case when v_wanted = 'ACTIVE' then s.current_period_end end
    where s.id = v_mine.id
    returning s.* into v_mine;
    return v_mine;
end
$$;

grant execute on function nova.resume_subscription() to nova_app;
