-- A new attempt to pay one of the caller's open invoices, as api.checkout has it; null: they have
-- no such invoice. Refused: invoice_not_open, and as private.start_payment.
create or replace function nova.pay_invoice(
    invoice_id uuid, provider text, method_id uuid, page text
) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_mine nova.subscriptions := private.lock_subscription();
    v_invoice nova.subscription_invoices;
    v_payment nova.payments;
begin
    perform private.require_payer();
    select i.* into v_invoice
    from nova.subscription_invoices i
    where i.id = pay_invoice.invoice_id and i.user_id = v_mine.user_id
    for update;
    if not found then
        return null;
    elsif v_invoice.status not in ('PENDING', 'FAILED') then
        raise exception using
            errcode = 'PT409', message = 'invoice_not_open',
            detail = private.of_states('invoiceStatus', v_invoice.status);
    end if;
    v_payment := private.start_payment(v_invoice, provider, method_id);
    return api.checkout(v_invoice.id, v_payment, page);
end
$$;

grant execute on function nova.pay_invoice(uuid, text, uuid, text) to nova_app;
