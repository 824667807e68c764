-- What a provider says of a payment is written down, once: a payment that agrees with its invoice
-- pays it and moves the subscription; one that does not is named, and given back where it was right
-- but came too late.
--
-- "facts" are {"providerId", "state": PENDING | PAID | FAILED, "amount" in halalas, "currency",
-- "refunded", "failure"}. Said again, or in another order, it changes nothing. Locks the
-- subscription, the invoice and the payment, in this order, as whoever buys does.
create or replace function private.settle_payment(payment_id uuid, facts jsonb, at timestamptz)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_payment nova.payments := (select p from nova.payments p where p.id = payment_id);
    v_invoice nova.subscription_invoices := private.lock_invoice(v_payment.invoice_id);
    v_problem text;
begin
    select p.* into v_payment from nova.payments p where p.id = payment_id for update;
    v_problem := case
        when facts ->> 'state' = 'PENDING' then null
        when facts ->> 'currency' <> v_payment.currency then 'CURRENCY_DIFFERS'
        when (facts ->> 'amount')::bigint <> v_payment.amount_halalas then 'AMOUNT_DIFFERS' end;
    update nova.payments p
    set provider_id = coalesce(p.provider_id, facts ->> 'providerId'), taken_until = null,
        checks = p.checks + 1, next_check_at = private.next_check(p, facts ->> 'state', at)
    where p.id = payment_id;
    if v_payment.status = 'PAID' then
        update nova.payments p
        set problem = coalesce(v_problem, private.disagreement(p, facts))
        where p.id = payment_id and p.problem is distinct from 'PAID_TWICE'
            and p.problem is distinct from 'INVOICE_CLOSED';
    elsif v_problem is not null then
        perform private.fail_payment(v_payment, v_invoice, v_problem, v_problem, at);
    elsif facts ->> 'state' = 'PAID' then
        perform private.book_payment(v_payment, v_invoice, at);
    elsif facts ->> 'state' = 'FAILED' and v_payment.status = 'PENDING' then
        perform private.fail_payment(v_payment, v_invoice, facts ->> 'failure', null, at);
    end if;
end
$$;
