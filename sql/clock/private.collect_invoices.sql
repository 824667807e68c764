-- Renewals that fell due, and those whose next attempt is due, are taken by their payer's saved
-- method, by the worker; who has none is told, and a method that they save then takes it. A charge
-- that nobody makes, since its provider is not configured any more, has failed after a day. At most
-- 250 a run.
create or replace function private.collect_invoices(at timestamptz) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_due record;
    v_invoice nova.subscription_invoices;
begin
    perform private.settle_payment(p.id, jsonb_build_object('state', 'FAILED',
        'amount', p.amount_halalas, 'currency', p.currency, 'failure', 'not made'), at)
    from nova.payments p
    where p.next_check_at < at - interval '1 day' and p.is_charge and p.status = 'PENDING'
        and p.provider_id is null;
    for v_due in
        select i.id, m.id as method_id, m.provider
        from nova.subscription_invoices i
        join nova.users u on u.id = i.user_id and u.status = 'ACTIVE'
        left join nova.payment_methods m on m.user_id = i.user_id and m.is_default
        where i.status in ('PENDING', 'FAILED') and i.next_attempt_at <= at
        order by i.next_attempt_at
        limit 250
    loop
        v_invoice := private.lock_invoice(v_due.id);
        continue when v_invoice.status not in ('PENDING', 'FAILED')
            or v_invoice.next_attempt_at is null;
        update nova.subscription_invoices i set next_attempt_at = null where i.id = v_due.id;
        if v_due.method_id is null then
            perform private.tell_invoice(v_invoice, 'payment_failed', at);
        elsif not exists (
                select from nova.payments p
                where p.invoice_id = v_due.id and p.status = 'PENDING' and p.is_charge) then
            perform private.start_payment(v_invoice, v_due.provider, v_due.method_id);
        end if;
    end loop;
end
$$;
