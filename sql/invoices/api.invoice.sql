-- An invoice or credit note, as whom it was billed to sees it; amounts in halalas, and its total in
-- riyals as text.
create or replace function api.invoice(invoice nova.subscription_invoices) returns json
language sql stable
as $$
select json_build_object(
    'id', invoice.id,
    'subscriptionId', invoice.subscription_id,
    'kind', invoice.kind,
    'purpose', invoice.purpose,
    'number', private.invoice_reference(invoice.kind, invoice.number),
    'netHalalas', invoice.net_halalas,
    'vatHalalas', invoice.vat_halalas,
    'amountHalalas', invoice.amount_halalas,
    'amount', private.sar(invoice.amount_halalas),
    'refundedHalalas', invoice.refunded_halalas,
    'currency', invoice.currency,
    'status', invoice.status,
    'billingCycle', invoice.billing_cycle,
    'periodStart', invoice.period_start,
    'periodEnd', invoice.period_end,
    'dueAt', invoice.due_at,
    'openUntil', invoice.open_until,
    'invoiceUrl', format('/api/subscriptions/invoices/%s/pdf', invoice.id),
    'zatcaStatus', invoice.zatca_status,
    'createdAt', invoice.created_at,
    'issuedAt', invoice.issued_at,
    'paidAt', invoice.paid_at,
    'version', invoice.version)
$$;

grant execute on function api.invoice(nova.subscription_invoices) to nova_app;
