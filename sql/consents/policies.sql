-- A consent follows its customer: reached through list_consents and record_consent only.
create policy consent_events_rules on nova.consent_events to nova_rules
    using (true) with check (true);
