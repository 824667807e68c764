-- An offer is read by its own side; others meet it through show_offer and browse_marketplace.
create policy offers_rules on nova.offers to nova_rules using (true) with check (true);
create policy offers_read on nova.offers for select to nova_app using (
    scope_id = any (array(select s from nova.whole_scopes('offers.read') as s))
    or (user_id = (select nova.current_user_id())
        and scope_id = any (array(select s from nova.held_scopes('offers.read') as s))));
grant select on nova.offers to nova_app;
