-- One more of what is limited by the month or the day, or a refusal: 402 plan_limit_reached.
--
-- The row of the period is locked till the transaction ends: such things are done one at a time.
create or replace function private.use_plan_in(payer uuid, key text, day date) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_used int;
    v_allowed int;
begin
    insert into private.plan_periods as u (payer, key, day, used)
    values (use_plan_in.payer, use_plan_in.key, use_plan_in.day, 1)
    on conflict on constraint plan_periods_pkey do update set used = u.used + 1
    returning u.used into v_used;
    select (p.limits ->> use_plan_in.key)::int into v_allowed
    from nova.subscriptions s
    join nova.subscription_plans p on p.id = s.plan_id
    where s.user_id = use_plan_in.payer;
    if not found then
        v_allowed := 0;
    end if;
    perform private.require_room(payer, key, v_allowed, v_used - 1);
end
$$;
