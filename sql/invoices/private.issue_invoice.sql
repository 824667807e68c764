-- An invoice that this payment pays gets its number, and stands from now on as it is: who issued
-- it, whom it bills, what period it pays.
create or replace function private.issue_invoice(
    invoice uuid, payment nova.payments, period tstzrange, at timestamptz
) returns void
language plpgsql volatile
set search_path = ''
as $$
begin
    update nova.subscription_invoices i
    set status = 'PAID', number = private.next_invoice_number(i.kind), issued_at = at,
        paid_at = at, payment_method = payment.provider,
        transaction_id = payment.provider || ':' || payment.provider_id,
        period_start = lower(period), period_end = upper(period),
        seller = private.seller(), buyer = private.buyer(i.user_id),
        open_until = null, next_attempt_at = null, zatca_status = private.zatca_state()
    where i.id = issue_invoice.invoice;
end
$$;
