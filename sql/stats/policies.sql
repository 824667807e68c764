-- Figures are their person's own.
create policy user_stats_rules on nova.user_stats to nova_rules using (true) with check (true);
create policy user_stats_own on nova.user_stats for select to nova_app
    using (user_id = (select nova.current_user_id()));
grant select on nova.user_stats to nova_app;

-- Written by a later room, read by none yet.
create policy analytics_events_rules on nova.analytics_events to nova_rules
    using (true) with check (true);
create policy analytics_events_default_rules on nova.analytics_events_default to nova_owner
    using (true);
