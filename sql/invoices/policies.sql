-- An invoice is shown to whom it bills and to the back office; who issues them to the back office.
create policy subscription_invoices_rules on nova.subscription_invoices to nova_rules
    using (true) with check (true);
create policy subscription_invoices_own on nova.subscription_invoices for select to nova_app
    using (user_id = (select nova.current_user_id()) or (select nova.in_back_office()));
grant select on nova.subscription_invoices to nova_app;

create policy sellers_rules on nova.sellers to nova_rules using (true) with check (true);
create policy billing_details_rules on nova.billing_details to nova_rules
    using (true) with check (true);
