-- A match is met through functions only: they ask which side the caller is on, and whether the
-- request or the offer is still theirs.
create policy smart_matches_rules on nova.smart_matches to nova_rules
    using (true) with check (true);
