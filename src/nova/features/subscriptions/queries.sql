-- list_plans() -> Plans
select json_build_object('data', coalesce(json_agg(api.plan(p) order by p.price_monthly_halalas), '[]'))
from nova.subscription_plans p
where p.is_active

-- cancel_subscription(reason text) -> Subscription
select api.subscription(s, p)
from nova.cancel_subscription(:reason) as s
join nova.subscription_plans p on p.id = s.plan_id

-- resume_subscription() -> Subscription
select api.subscription(s, p)
from nova.resume_subscription() as s
join nova.subscription_plans p on p.id = s.plan_id

-- list_subscriptions(status text, plan text, cursor text, page_size int) -> SubscriptionPage
select api.page(array_agg(s), :page_size)
from nova.list_subscriptions(:status, :plan, :cursor, :page_size + 1) as s

-- extend_subscription(subscription_id uuid, extra_days int, reason text) -> KeptSubscription
select e from nova.extend_subscription(:subscription_id, :extra_days, :reason) as e where e is not null

-- show_subscription() -> Subscription
select api.subscription(s, p)
from nova.subscriptions s
join nova.subscription_plans p on p.id = s.plan_id
where s.user_id = nova.current_user_id()

-- list_kept_plans() -> KeptPlans
select json_build_object('data', coalesce(json_agg(p), '[]')) from nova.list_kept_plans() as p

-- create_plan(new_plan jsonb) -> KeptPlan
select nova.create_plan(:new_plan)

-- change_plan_on_offer(plan_id uuid, changes jsonb) -> KeptPlan
select nova.change_plan_on_offer(:plan_id, :changes)

-- subscribe(bought_plan uuid, cycle text, provider text, method_id uuid, page text) -> Checkout
select nova.subscribe(:bought_plan, :cycle, :provider, :method_id, :page)

-- preview_change(bought_plan uuid, cycle text) -> ChangePreview
select c from nova.preview_change(:bought_plan, :cycle) as c where c is not null

-- change_plan(bought_plan uuid, cycle text, quoted_at timestamptz, provider text, method_id uuid, page text) -> Checkout
select c
from nova.change_plan(:bought_plan, :cycle, :quoted_at, :provider, :method_id, :page) as c
where c is not null
