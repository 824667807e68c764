-- A payment of an open invoice, by a saved method of its payer, which the worker takes at once, or
-- on the provider's page: the one that is still open is gone on with.
--
-- Attempts are counted where a saved method pays: at most four. The provider "test" takes every
-- saved method. Refused: payments_off (nobody takes payments here), method_unknown, attempts_used,
-- payment_under_way (a saved method is being charged).
create or replace function private.start_payment(
    invoice nova.subscription_invoices, provider text, method_id uuid
) returns nova.payments
language plpgsql volatile
set search_path = ''
as $$
declare
    v_is_charge constant boolean := start_payment.method_id is not null;
    v_open nova.payments := (
        select p from nova.payments p
        where p.invoice_id = invoice.id and p.status = 'PENDING'
        order by p.is_charge desc, p.created_at desc limit 1);
begin
    if provider is null then
        raise exception using
            errcode = 'PT503', message = 'payments_off';
    elsif v_is_charge and invoice.attempts >= 4 then
        raise exception using
            errcode = 'PT409', message = 'attempts_used';
    elsif v_open.is_charge then
        raise exception using
            errcode = 'PT409', message = 'payment_under_way';
    elsif v_is_charge and not exists (
            select from nova.payment_methods m
            where m.id = start_payment.method_id and m.user_id = invoice.user_id
                and m.provider = start_payment.provider) then
        perform private.refuse(array[private.blocker(422, 'method_unknown', 'methodId')]);
    end if;
    update nova.subscription_invoices i set status = 'PENDING'
    where i.id = invoice.id and i.status = 'FAILED';
    if v_open.id is null or v_is_charge or v_open.provider <> start_payment.provider then
        insert into nova.payments as p (invoice_id, user_id, provider, is_charge, method_id,
            amount_halalas, next_check_at)
        values (invoice.id, invoice.user_id, start_payment.provider, v_is_charge,
            start_payment.method_id, invoice.amount_halalas, case when v_is_charge then now() end)
        returning p.* into v_open;
    end if;
    if v_is_charge and start_payment.provider = 'test' then
        perform private.settle_payment(v_open.id, private.test_facts(v_open, 'PAID'), now());
        select p.* into v_open from nova.payments p where p.id = v_open.id;
    end if;
    return v_open;
end
$$;
