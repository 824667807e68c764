-- A payment, for whoever has the address of its page; null: there is none, or a saved method pays
-- it. What is closed is shown as it is.
create or replace function nova.open_payment(token uuid) returns json
language sql stable security definer
set search_path = ''
as $$
select json_build_object(
    'id', p.id, 'provider', p.provider, 'providerId', p.provider_id, 'pageUrl', p.page_url,
    'status', p.status, 'isOpen', p.status = 'PENDING' and i.status in ('PENDING', 'FAILED'),
    'amountHalalas', p.amount_halalas, 'amount', private.sar(p.amount_halalas),
    'currency', p.currency, 'invoiceId', i.id, 'lines', i.lines, 'discounts', i.discounts,
    'vat', private.sar(i.vat_halalas))
from nova.payments p
join nova.subscription_invoices i on i.id = p.invoice_id
where p.token = open_payment.token and not p.is_charge
$$;

grant execute on function nova.open_payment(uuid) to nova_app;
