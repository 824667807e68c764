-- An invoice, as whom it was billed to sees it; amounts in halalas.
create or replace function api.invoice(invoice nova.subscription_invoices) returns json
language sql stable
as $$
select json_build_object(
    'id', invoice.id,
    'subscriptionId', invoice.subscription_id,
    'number', invoice.number,
    'netHalalas', invoice.net_halalas,
    'vatHalalas', invoice.vat_halalas,
    'amountHalalas', invoice.amount_halalas,
    'currency', invoice.currency,
    'status', invoice.status,
    'invoiceUrl', invoice.invoice_url,
    'zatcaStatus', invoice.zatca_status,
    'createdAt', invoice.created_at,
    'paidAt', invoice.paid_at,
    'version', invoice.version)
$$;
