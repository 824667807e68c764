-- What a provider and we do not agree on of a payment that is paid; null: nothing. What is ordered
-- to go back and has not been seen to is no difference yet.
create or replace function private.disagreement(payment nova.payments, facts jsonb) returns text
language sql stable
as $$
select case
    when facts ->> 'state' <> 'PAID' then 'STATE_DIFFERS'
    when (facts ->> 'refunded')::bigint <> payment.refunded_halalas and not exists (
        select from nova.refunds r where r.payment_id = payment.id and r.status = 'PENDING')
        then 'REFUND_DIFFERS'
end
$$;
