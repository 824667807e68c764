set local role nova_owner;

drop table private.invoice_chain;
drop index nova.subscription_invoices_unaccepted;
drop index nova.subscription_invoices_untold;
drop index nova.subscription_invoices_unstamped;
alter table nova.subscription_invoices
    drop column zatca_next_at, drop column zatca_tries, drop column zatca_said, drop column zatca_qr;
alter table nova.sellers drop column e_invoices;
