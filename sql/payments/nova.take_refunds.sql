-- Refunds of these providers that are due, at most so many, one of each payment at a time, each for
-- one worker until the lease (seconds) runs out. "gone" is what had gone back of the payment
-- before: where the provider says that more did, this one was made and its answer lost.
create or replace function nova.take_refunds(providers text[], most int, lease int)
returns table (
    id uuid, amount bigint, gone bigint, payment_id uuid, provider text, provider_id text,
    payment_amount bigint, currency text
)
language sql volatile security definer
set search_path = ''
as $$
with taken as (
    update nova.refunds r
    set next_try_at = now() + lease * interval '1 second', tries = r.tries + 1
    where r.id = any (array(
        select d.id
        from nova.refunds d
        join nova.payments p on p.id = d.payment_id
        where d.next_try_at <= now() and p.provider = any (providers)
            and not exists (
                select from nova.refunds o
                where o.payment_id = d.payment_id and o.status = 'PENDING'
                    and (o.created_at, o.id) < (d.created_at, d.id))
        order by d.next_try_at
        limit most
        for update of d skip locked))
    returning r.id, r.amount_halalas, r.payment_id
)
select t.id, t.amount_halalas, p.refunded_halalas, p.id, p.provider, p.provider_id,
    p.amount_halalas, p.currency
from taken t
join nova.payments p on p.id = t.payment_id
$$;

grant execute on function nova.take_refunds(text[], int, int) to nova_worker;
