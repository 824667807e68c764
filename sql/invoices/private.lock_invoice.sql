-- An invoice with its subscription, both locked till the transaction ends, the subscription first.
create or replace function private.lock_invoice(invoice uuid) returns nova.subscription_invoices
language plpgsql volatile
set search_path = ''
as $$
declare
    v_locked nova.subscription_invoices;
begin
    perform from nova.subscriptions s
    where s.id = (
        select i.subscription_id from nova.subscription_invoices i
        where i.id = lock_invoice.invoice)
    for update;
    select i.* into v_locked
    from nova.subscription_invoices i
    where i.id = lock_invoice.invoice
    for update;
    return v_locked;
end
$$;
