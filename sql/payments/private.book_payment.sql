-- A payment is paid: it pays its invoice, whose period begins; or, where the invoice is closed or
-- another payment was first, it goes back and its payer is told. Once a payment.
create or replace function private.book_payment(
    payment nova.payments, invoice nova.subscription_invoices, at timestamptz
) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_period tstzrange;
    v_problem text;
    v_paid nova.payments;
begin
    if invoice.status in ('PENDING', 'FAILED') then
        v_period := private.pay_period(s, invoice, at)
        from nova.subscriptions s where s.id = invoice.subscription_id;
    end if;
    v_problem := case
        when v_period is not null then null
        when invoice.status in ('PAID', 'REFUNDED') then 'PAID_TWICE'
        else 'INVOICE_CLOSED' end;
    update nova.payments p
    set status = 'PAID', paid_at = at, failure = null, problem = v_problem
    where p.id = payment.id
    returning p.* into v_paid;
    if v_period is not null then
        perform private.issue_invoice(invoice.id, v_paid, v_period, at);
        perform private.remember_method(payment);
        perform private.tell_invoice(i, 'invoice_paid', at)
        from nova.subscription_invoices i where i.id = invoice.id;
        return;
    end if;
    perform private.order_refund(payment.id, payment.amount_halalas, null, at);
    perform private.tell(payment.user_id, 'money_back',
        jsonb_build_object('amount', private.sar(payment.amount_halalas)), 'payment',
        payment.id, at);
end
$$;
