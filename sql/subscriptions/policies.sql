-- Plans on offer are public, a retired one is shown to whoever has it; a subscription is its user's
-- own, and changes by functions only.
create policy subscription_plans_rules on nova.subscription_plans to nova_rules
    using (true) with check (true);
create policy subscription_plans_public on nova.subscription_plans for select to nova_app
    using (is_active or id = any (array(
        select unnest(array[s.plan_id, s.pending_plan_id]) from nova.subscriptions s
        where s.user_id = (select nova.current_user_id()))));
create policy subscriptions_rules on nova.subscriptions to nova_rules
    using (true) with check (true);
create policy subscriptions_own on nova.subscriptions for select to nova_app
    using (user_id = (select nova.current_user_id()));
grant select on nova.subscription_plans, nova.subscriptions to nova_app;
