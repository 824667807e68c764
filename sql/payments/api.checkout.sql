-- What came of buying or paying: at once, with an invoice and where it is paid, or, without one,
-- with the next period. "payUrl" is null where a saved method pays.
create or replace function api.checkout(
    invoice nova.subscription_invoices, payment nova.payments, page text
) returns json
language sql stable
as $$
select json_build_object(
    'effect', case when invoice.id is null then 'PERIOD_END' else 'NOW' end,
    'invoice', case when invoice.id is not null then api.invoice(invoice) end,
    'payUrl', case when payment.method_id is null then page || payment.token end,
    'payment', case when payment.id is not null then api.payment(payment) end)
$$;
