-- What the caller's plan allows and how much of it is in use as of now; null: they have no plan.
--
-- A limit of null is none; "per" says how long something used counts.
create or replace function nova.show_usage() returns json
language sql stable security definer
set search_path = ''
as $$
select json_build_object(
    'plan', p.name,
    'status', s.status,
    'features', p.features,
    'limits', (
        select coalesce(json_agg(json_build_object(
            'key', u.key, 'limit', (p.limits ->> u.key)::int, 'used', u.used, 'per', u.per)
            order by u.place), '[]')
        from private.usage_of(s.user_id) as u
        where p.limits ? u.key))
from nova.subscriptions s
join nova.subscription_plans p on p.id = s.plan_id
where s.user_id = nova.current_user_id()
$$;

grant execute on function nova.show_usage() to nova_app;
