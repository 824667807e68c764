-- A payment, as who pays sees it.
create or replace function api.payment(payment nova.payments) returns json
language sql stable
as $$
select json_build_object(
    'id', payment.id,
    'invoiceId', payment.invoice_id,
    'provider', payment.provider,
    'methodId', payment.method_id,
    'amountHalalas', payment.amount_halalas,
    'currency', payment.currency,
    'status', payment.status,
    'refundedHalalas', payment.refunded_halalas,
    'failure', payment.failure,
    'paidAt', payment.paid_at,
    'createdAt', payment.created_at)
$$;
