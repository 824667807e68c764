-- An invoice with all that stands on it: lines, discounts, who issued it, whom it bills, what it
-- credits, and the text of its QR.
create or replace function api.invoice_document(invoice nova.subscription_invoices) returns json
language sql stable
as $$
select json_build_object(
    'id', invoice.id,
    'subscriptionId', invoice.subscription_id,
    'kind', invoice.kind,
    'purpose', invoice.purpose,
    'number', private.invoice_reference(invoice.kind, invoice.number),
    'lines', invoice.lines,
    'discounts', invoice.discounts,
    'vatPercent', invoice.vat_percent,
    'netHalalas', invoice.net_halalas,
    'vatHalalas', invoice.vat_halalas,
    'amountHalalas', invoice.amount_halalas,
    'amount', private.sar(invoice.amount_halalas),
    'refundedHalalas', invoice.refunded_halalas,
    'currency', invoice.currency,
    'status', invoice.status,
    'seller', invoice.seller,
    'buyer', invoice.buyer,
    'creditOf', (
        select json_build_object(
            'id', c.id, 'number', private.invoice_reference(c.kind, c.number),
            'reason', invoice.reason)
        from nova.subscription_invoices c where c.id = invoice.credit_of),
    'failure', private.last_failure(invoice.id),
    'billingCycle', invoice.billing_cycle,
    'periodStart', invoice.period_start,
    'periodEnd', invoice.period_end,
    'dueAt', invoice.due_at,
    'openUntil', invoice.open_until,
    'qr', private.invoice_qr(invoice),
    'zatcaStatus', invoice.zatca_status,
    'createdAt', invoice.created_at,
    'issuedAt', invoice.issued_at,
    'paidAt', invoice.paid_at,
    'version', invoice.version)
$$;

grant execute on function api.invoice_document(nova.subscription_invoices) to nova_app;
