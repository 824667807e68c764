-- Renewals that fell due, and those whose next attempt is due, are taken by their payer's saved
-- method; who has none is told. At most 500 a run; the worker charges them.
create or replace function private.collect_invoices(at timestamptz) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_due record;
    v_invoice nova.subscription_invoices;
begin
    for v_due in
        select i.id, m.id as method_id, m.provider
        from nova.subscription_invoices i
        left join nova.payment_methods m on m.user_id = i.user_id and m.is_default
        where i.status in ('PENDING', 'FAILED') and i.next_attempt_at <= at
        order by i.next_attempt_at
        limit 500
    loop
        v_invoice := private.lock_invoice(v_due.id);
        continue when v_invoice.status not in ('PENDING', 'FAILED')
            or v_invoice.next_attempt_at is null;
        if v_due.method_id is null or exists (
                select from nova.payments p
                where p.invoice_id = v_due.id and p.status = 'PENDING' and p.method_id is not null)
        then
            update nova.subscription_invoices i set next_attempt_at = null where i.id = v_due.id;
            perform private.tell_invoice(v_invoice, 'payment_failed', at)
            where v_due.method_id is null;
        else
            update nova.subscription_invoices i
            set status = 'PENDING', next_attempt_at = null
            where i.id = v_due.id;
            perform private.start_payment(i, v_due.provider, v_due.method_id)
            from nova.subscription_invoices i where i.id = v_due.id;
        end if;
    end loop;
end
$$;
