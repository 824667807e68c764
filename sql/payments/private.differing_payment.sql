-- A payment that does not agree with its provider or its invoice, for the back office.
create or replace function private.differing_payment(payment nova.payments) returns json
language sql stable
as $$
select json_build_object(
    'id', payment.id,
    'invoiceId', payment.invoice_id,
    'userId', payment.user_id,
    'provider', payment.provider,
    'providerId', payment.provider_id,
    'amountHalalas', payment.amount_halalas,
    'refundedHalalas', payment.refunded_halalas,
    'status', payment.status,
    'problem', payment.problem,
    'updatedAt', payment.updated_at)
$$;
