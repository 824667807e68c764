-- A refund was made: its payment knows what went back of it.
create or replace function private.finish_refund(refund nova.refunds) returns void
language sql volatile
as $$
update nova.refunds r
set status = 'DONE', done_at = now(), next_try_at = null, failure = null
where r.id = refund.id;
update nova.payments p
set refunded_halalas = p.refunded_halalas + refund.amount_halalas
where p.id = refund.payment_id
$$;
