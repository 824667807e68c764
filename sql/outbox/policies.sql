-- The outbox is written by rules and emptied by the worker's functions.
create policy outbox_rules on nova.outbox to nova_rules using (true) with check (true);
