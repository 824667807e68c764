-- Money of a payment is to go back: by the worker at its provider; of the provider "test" at once.
create or replace function private.order_refund(
    payment uuid, amount bigint, credit_note uuid, at timestamptz
) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_refund nova.refunds;
begin
    insert into nova.refunds as r (payment_id, amount_halalas, credit_note_id, next_try_at)
    values (order_refund.payment, order_refund.amount, order_refund.credit_note, order_refund.at)
    returning r.* into v_refund;
    perform private.finish_refund(v_refund)
    from nova.payments p
    where p.id = order_refund.payment and p.provider = 'test';
end
$$;
