-- What a subscription was still to be billed is not any more: its open invoices are cancelled, and
-- the next one is made anew when it is time. A charge that no worker took is not made.
create or replace function private.close_invoices_of(subscription uuid) returns void
language plpgsql volatile
set search_path = ''
as $$
begin
    update nova.subscription_invoices i
    set status = 'CANCELLED', open_until = null, next_attempt_at = null
    where i.subscription_id = close_invoices_of.subscription and i.status in ('PENDING', 'FAILED');
    update nova.payments p
    set status = 'FAILED', failure = 'closed', next_check_at = null
    from nova.subscription_invoices i
    where i.subscription_id = close_invoices_of.subscription and i.status = 'CANCELLED'
        and p.invoice_id = i.id and p.status = 'PENDING' and p.is_charge and p.checks = 0
        and p.provider_id is null and p.next_check_at <= now();
    update nova.subscriptions s
    set renewal_made_for = null
    where s.id = close_invoices_of.subscription and s.renewal_made_for is not null;
end
$$;
