-- The log is written by triggers and read by private.read_log and nova.list_events, by nobody else.
create policy events_rules on nova.events to nova_rules using (true) with check (true);
