-- A payment of an open invoice, by a saved method of its payer, which the worker takes at once, or
-- on the provider's page: the one that is still open is gone on with.
--
-- Refused: payments_off (nobody takes payments here), method_unknown, attempts_used (four failed),
-- payment_under_way (a saved method is being charged).
create or replace function private.start_payment(
    invoice nova.subscription_invoices, provider text, method_id uuid
) returns nova.payments
language plpgsql volatile
set search_path = ''
as $$
declare
    v_open nova.payments := (
        select p from nova.payments p
        where p.invoice_id = invoice.id and p.status = 'PENDING'
        order by p.created_at desc limit 1);
begin
    if provider is null then
        raise exception using
            errcode = 'PT503', message = 'payments_off';
    elsif invoice.attempts >= 4 then
        raise exception using
            errcode = 'PT409', message = 'attempts_used';
    elsif v_open.method_id is not null then
        raise exception using
            errcode = 'PT409', message = 'payment_under_way';
    elsif start_payment.method_id is not null and not exists (
            select from nova.payment_methods m
            where m.id = start_payment.method_id and m.user_id = invoice.user_id
                and m.provider = start_payment.provider) then
        perform private.refuse(array[private.blocker(422, 'method_unknown', 'methodId')]);
    elsif v_open.id is not null and start_payment.method_id is null
            and v_open.provider = start_payment.provider then
        return v_open;
    end if;
    update nova.subscription_invoices i
    set status = 'PENDING', next_attempt_at = null
    where i.id = invoice.id and i.status = 'FAILED';
    insert into nova.payments as p (invoice_id, user_id, provider, method_id, amount_halalas,
        next_check_at)
    values (invoice.id, invoice.user_id, start_payment.provider, start_payment.method_id,
        invoice.amount_halalas, case when start_payment.method_id is not null then now() end)
    returning p.* into v_open;
    return v_open;
end
$$;
