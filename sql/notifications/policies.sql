-- A notification is its reader's own; the only thing they change is that it was read.
create policy notifications_rules on nova.notifications to nova_rules
    using (true) with check (true);
create policy notifications_own on nova.notifications for select to nova_app
    using (user_id = (select nova.current_user_id()));
create policy notifications_read on nova.notifications for update to nova_app
    using (user_id = (select nova.current_user_id()));
grant select, update (is_read, read_at) on nova.notifications to nova_app;

-- The catalogue is everybody's.
create policy notification_types_rules on nova.notification_types to nova_rules
    using (true) with check (true);
create policy notification_types_read on nova.notification_types for select to nova_app
    using (true);
grant select on nova.notification_types to nova_app;
