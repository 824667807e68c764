-- The log is written by triggers and read by private.read_events, by nobody else.
create policy events_rules on nova.events to nova_rules using (true) with check (true);
create policy events_default_rules on nova.events_default to nova_rules, nova_owner
    using (true) with check (true);
