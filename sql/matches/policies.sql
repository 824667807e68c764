-- A match is read by its two sides and moves through functions only.
create policy smart_matches_rules on nova.smart_matches to nova_rules
    using (true) with check (true);
create policy smart_matches_sides on nova.smart_matches for select to nova_app
    using (broker_id = (select nova.current_user_id())
        or offer_owner_id = (select nova.current_user_id()));
grant select on nova.smart_matches to nova_app;
