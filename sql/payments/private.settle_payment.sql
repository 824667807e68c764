-- What a provider says of a payment is written down, once: a payment that agrees with its invoice
-- pays it and moves the subscription; one that does not is named, and given back where it was right
-- but came too late.
--
-- "facts" are {"providerId", "state": PENDING | PAID | FAILED, "amount" in halalas, "currency",
-- "refunded", "failure"}. Said again, or in another order, it changes nothing. A charge that nobody
-- confirms for 15 minutes has failed, though the provider is asked on. Locks the subscription, the
-- invoice and the payment, in this order, as whoever buys does.
create or replace function private.settle_payment(payment_id uuid, facts jsonb, at timestamptz)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_payment nova.payments := (select p from nova.payments p where p.id = payment_id);
    v_invoice nova.subscription_invoices := private.lock_invoice(v_payment.invoice_id);
    v_state constant text := facts ->> 'state';
    v_problem text;
begin
    select p.* into v_payment from nova.payments p where p.id = payment_id for update;
    v_problem := case
        when v_state = 'PENDING' then null
        when facts ->> 'currency' <> v_payment.currency then 'CURRENCY_DIFFERS'
        when (facts ->> 'amount')::bigint <> v_payment.amount_halalas then 'AMOUNT_DIFFERS' end;
    update nova.payments p
    set provider_id = coalesce(p.provider_id, facts ->> 'providerId'), checks = p.checks + 1,
        -- Who was told of something meanwhile has moved it: then it is asked again at once.
        next_check_at = case when p.next_check_at <= at then p.next_check_at
            else private.next_check(p, v_state, at) end
    where p.id = payment_id;
    if v_payment.status = 'PAID' then
        update nova.payments p
        set problem = coalesce(v_problem, private.disagreement(p, facts))
        where p.id = payment_id and p.problem is distinct from 'PAID_TWICE'
            and p.problem is distinct from 'INVOICE_CLOSED';
    elsif v_problem is not null then
        perform private.fail_payment(v_payment, v_invoice, v_problem, v_problem, at);
    elsif v_state = 'PAID' then
        perform private.book_payment(v_payment, v_invoice, at);
    elsif v_payment.status = 'PENDING' and (v_state = 'FAILED'
            or (v_payment.is_charge and v_payment.created_at < at - interval '15 minutes')) then
        perform private.fail_payment(
            v_payment, v_invoice, coalesce(facts ->> 'failure', 'not confirmed'), null, at);
    end if;
end
$$;
