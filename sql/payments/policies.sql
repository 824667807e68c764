-- Payments and what goes back are written by functions; a saved method is its person's own, and its
-- token nobody's.
create policy payment_methods_rules on nova.payment_methods to nova_rules
    using (true) with check (true);
create policy payments_rules on nova.payments to nova_rules using (true) with check (true);
create policy refunds_rules on nova.refunds to nova_rules using (true) with check (true);
