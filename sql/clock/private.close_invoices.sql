-- An invoice that was not paid in its time is cancelled, at most 500 a run.
create or replace function private.close_invoices(at timestamptz) returns void
language sql volatile
as $$
update nova.subscription_invoices i
set status = 'CANCELLED', open_until = null, next_attempt_at = null
where i.id = any (array(
    select d.id from nova.subscription_invoices d
    where d.status in ('PENDING', 'FAILED') and d.open_until <= at
    order by d.open_until
    limit 500
    for update skip locked))
$$;
