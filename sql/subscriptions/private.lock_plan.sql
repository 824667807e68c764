-- The plan somebody pays for, locked: what counts against its limits is done one after the other.
create or replace function private.lock_plan(payer uuid, out plan text, out limits jsonb)
language sql volatile
set search_path = ''
as $$
select p.name, p.limits
from nova.subscriptions s
join nova.subscription_plans p on p.id = s.plan_id
where s.user_id = payer
for update of s
$$;
