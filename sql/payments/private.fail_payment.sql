-- A payment failed: its invoice waits for the next attempt, of four, and its payer is told.
--
-- What falls due by itself is tried again one day, two days and two and a half days later, within
-- the days of grace. A failure that comes when the invoice is closed, or paid, changes that
-- nothing.
create or replace function private.fail_payment(
    payment nova.payments, invoice nova.subscription_invoices, failure text, problem text,
    at timestamptz
) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_attempts constant int := invoice.attempts + 1;
begin
    update nova.payments p
    set status = 'FAILED', failure = left(fail_payment.failure, 500),
        problem = fail_payment.problem, next_check_at = null
    where p.id = payment.id;
    if invoice.status = 'PENDING' and payment.status = 'PENDING' then
        update nova.subscription_invoices i
        set status = 'FAILED', attempts = v_attempts,
            next_attempt_at = case when i.purpose = 'RENEW' and payment.method_id is not null
                and v_attempts < 4 then greatest(i.due_at, at)
                + (array['1 day', '1 day', '12 hours']::interval[])[v_attempts] end
        where i.id = invoice.id;
        perform private.tell_invoice(invoice, 'payment_failed', at);
    end if;
end
$$;
