-- How much of a limit the plan allows that somebody pays for, the subscription locked: what is
-- counted from the rows (teams, members) is done one after the other. Null: no limit; 0: no plan.
create or replace function private.lock_plan(payer uuid, key text) returns int
language plpgsql volatile
set search_path = ''
as $$
declare
    v_allowed int;
begin
    select (p.limits ->> lock_plan.key)::int into v_allowed
    from nova.subscriptions s
    join nova.subscription_plans p on p.id = s.plan_id
    where s.user_id = lock_plan.payer
    for update of s;
    if not found then
        return 0;
    end if;
    return v_allowed;
end
$$;
