-- Matches and what people did with them are met through functions only: they ask which side the
-- caller is on, and whether the request or the offer is still theirs. So are the settings.
create policy smart_matches_rules on nova.smart_matches to nova_rules
    using (true) with check (true);
create policy match_answers_rules on nova.match_answers to nova_rules
    using (true) with check (true);
create policy match_reveals_rules on nova.match_reveals to nova_rules
    using (true) with check (true);
create policy match_settings_rules on nova.match_settings to nova_rules
    using (true) with check (true);
