-- list_plans() -> Plans
select json_build_object('data', coalesce(json_agg(api.plan(p) order by p.price_monthly_halalas), '[]'))
from nova.subscription_plans p
where p.is_active

-- show_subscription() -> Subscription
select api.subscription(s, p)
from nova.subscriptions s
join nova.subscription_plans p on p.id = s.plan_id
where s.user_id = nova.current_user_id()
