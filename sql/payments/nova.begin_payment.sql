-- The provider's page of a payment is there: its address, the first one's where two asked at once;
-- from now on the provider is asked whether it was paid.
create or replace function nova.begin_payment(token uuid, provider_id text, page_url text)
returns json
language sql volatile security definer
set search_path = ''
as $$
update nova.payments p
set provider_id = coalesce(p.provider_id, begin_payment.provider_id),
    page_url = coalesce(p.page_url, begin_payment.page_url),
    next_check_at = coalesce(p.next_check_at, now() + interval '1 minute')
where p.token = begin_payment.token and p.status = 'PENDING' and not p.is_charge
returning json_build_object('pageUrl', p.page_url)
$$;

grant execute on function nova.begin_payment(uuid, text, text) to nova_app;
