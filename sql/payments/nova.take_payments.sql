-- Payments of these providers that are due to be charged or asked after, at most so many, each for
-- one worker until the lease (seconds) runs out. "token" is the saved method's, where nothing but
-- our id is known of a charge and its invoice is still open; "checks" says how often it was asked
-- before.
create or replace function nova.take_payments(providers text[], most int, lease int)
returns table (
    id uuid, provider text, provider_id text, amount bigint, currency text, description text,
    token text, checks int
)
language sql volatile security definer
set search_path = ''
as $$
with taken as (
    update nova.payments p
    set next_check_at = now() + lease * interval '1 second'
    where p.id = any (array(
        select d.id
        from nova.payments d
        where d.next_check_at <= now() and d.provider = any (providers)
        order by d.next_check_at
        limit most
        for update skip locked))
    returning p.id, p.provider, p.provider_id, p.amount_halalas, p.currency, p.invoice_id,
        p.method_id, p.checks
)
select t.id, t.provider, t.provider_id, t.amount_halalas, t.currency,
    i.lines -> 0 ->> 'descriptionEn',
    case when t.provider_id is null and i.status in ('PENDING', 'FAILED') then m.token end, t.checks
from taken t
join nova.subscription_invoices i on i.id = t.invoice_id
left join nova.payment_methods m on m.id = t.method_id
$$;

grant execute on function nova.take_payments(text[], int, int) to nova_worker;
