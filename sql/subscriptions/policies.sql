-- Plans are public; a subscription is its user's own, and changes by functions only.
create policy subscription_plans_rules on nova.subscription_plans to nova_rules
    using (true) with check (true);
create policy subscription_plans_public on nova.subscription_plans for select to nova_app
    using (is_active);
create policy subscriptions_rules on nova.subscriptions to nova_rules
    using (true) with check (true);
create policy subscriptions_own on nova.subscriptions for select to nova_app
    using (user_id = (select nova.current_user_id()));
grant select on nova.subscription_plans, nova.subscriptions to nova_app;
