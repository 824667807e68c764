-- What is printed of an invoice that the caller may see, with the stamped XML that goes with it;
-- null: there is none. Refused: invoice_not_cleared, a standard e-invoice before the tax authority
-- has cleared it, since it may not be delivered.
create or replace function nova.print_invoice(invoice_id uuid) returns json
language plpgsql stable security definer
set search_path = ''
as $$
declare
    v_invoice nova.subscription_invoices := (
        select i from nova.subscription_invoices i
        where i.id = print_invoice.invoice_id
            and (i.user_id = nova.current_user_id() or nova.in_back_office()));
begin
    if v_invoice.id is null then
        return null;
    elsif v_invoice.number is not null and private.is_standard(v_invoice)
            and v_invoice.zatca_status in ('PENDING', 'REJECTED') then
        raise exception using
            errcode = 'PT409', message = 'invoice_not_cleared';
    end if;
    -- A pro-forma invoice names who would stand on it.
    v_invoice.seller := coalesce(v_invoice.seller, private.seller());
    v_invoice.buyer := coalesce(v_invoice.buyer, private.buyer(v_invoice.user_id));
    return json_build_object('invoice', api.invoice_document(v_invoice),
        'xml', v_invoice.zatca_xml);
end
$$;

grant execute on function nova.print_invoice(uuid) to nova_app;
