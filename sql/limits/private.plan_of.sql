-- The plan that somebody is subscribed to; a row of nulls where they are to none.
create or replace function private.plan_of(payer uuid) returns nova.subscription_plans
language sql stable
as $$
select p
from nova.subscriptions s
join nova.subscription_plans p on p.id = s.plan_id
where s.user_id = plan_of.payer
$$;
