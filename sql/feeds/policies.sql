-- A feed is reached through functions only.
create policy calendar_feeds_rules on nova.calendar_feeds to nova_rules
    using (true) with check (true);
