-- What came of buying or paying: at once, with an invoice and where it is paid, or, without one,
-- with the next period. "payUrl" is null where a saved method pays.
create or replace function api.checkout(invoice_id uuid, payment nova.payments, page text)
returns json
language sql stable
as $$
select json_build_object(
    'effect', case when invoice_id is null then 'PERIOD_END' else 'NOW' end,
    'invoice', (
        select api.invoice(i) from nova.subscription_invoices i where i.id = checkout.invoice_id),
    'payUrl', case when not payment.is_charge then page || payment.token end,
    'payment', case when payment.id is not null then api.payment(payment) end)
$$;
