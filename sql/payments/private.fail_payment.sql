-- A payment failed: its invoice waits for another, and its payer is told, unless they saw it on the
-- page of what they were buying.
--
-- A charge that fell due by itself is tried again, four times in all: one day, two days and two and
-- a half days later, within the days of grace. What fails on the provider's page is its payer's to
-- try again, and leaves that as it is. A failure that comes when the invoice is closed, or paid,
-- changes that nothing.
create or replace function private.fail_payment(
    payment nova.payments, invoice nova.subscription_invoices, failure text, problem text,
    at timestamptz
) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_attempts constant int := invoice.attempts + case when payment.is_charge then 1 else 0 end;
begin
    update nova.payments p
    set status = 'FAILED', failure = left(fail_payment.failure, 500),
        problem = fail_payment.problem
    where p.id = payment.id;
    if invoice.status = 'PENDING' and payment.status = 'PENDING' then
        update nova.subscription_invoices i
        set status = 'FAILED', attempts = least(v_attempts, 4),
            next_attempt_at = case
                when not payment.is_charge or i.purpose <> 'RENEW' then i.next_attempt_at
                when v_attempts < 4 then greatest(i.due_at, at)
                    + (array['1 day', '1 day', '12 hours']::interval[])[v_attempts] end
        where i.id = invoice.id;
        perform private.tell_invoice(invoice, 'payment_failed', at)
        where payment.is_charge or invoice.purpose = 'RENEW';
    end if;
end
$$;
