-- What somebody has more of than a plan allows: [{key, limit, used}], by the order of the limits;
-- empty: nothing.
create or replace function private.change_blockers(payer uuid, plan nova.subscription_plans)
returns json
language sql stable
as $$
select coalesce(json_agg(json_build_object(
    'key', u.key, 'limit', (plan.limits ->> u.key)::int, 'used', u.used) order by u.place), '[]')
from private.usage_of(payer) as u
where (plan.limits ->> u.key)::int < u.used and u.per is null
$$;
