-- How far an issued invoice came at the tax authority, as the back office sees it.
create or replace function api.e_invoice(invoice nova.subscription_invoices) returns json
language sql stable
as $$
select json_build_object(
    'invoiceId', invoice.id,
    'number', private.invoice_reference(invoice.kind, invoice.number),
    'isStandard', private.is_standard(invoice),
    'zatcaStatus', invoice.zatca_status,
    'counter', invoice.zatca_counter,
    'said', invoice.zatca_said,
    'tries', invoice.zatca_tries,
    'isOverdue', invoice.issued_at < now() - interval '24 hours',
    'issuedAt', invoice.issued_at)
$$;
