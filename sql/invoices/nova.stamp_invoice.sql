-- The stamp of the invoice that nova.next_to_stamp gave out: its XML, hash and QR; it is the last
-- of the chain now, and is told to the tax authority. "error": it cannot be stamped, and is for the
-- back office to look at; the chain goes on without it.
create or replace function nova.stamp_invoice(
    invoice_id uuid, xml text, hash text, qr text, error text
) returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_chain private.invoice_chain;
begin
    if error is not null then
        update nova.subscription_invoices i
        set zatca_status = 'REJECTED', zatca_said = jsonb_build_array(left(error, 1000))
        where i.id = invoice_id;
        return;
    end if;
    select c.* into v_chain from private.invoice_chain c for update;
    update nova.subscription_invoices i
    set zatca_counter = v_chain.counter + 1, zatca_previous_hash = v_chain.hash,
        zatca_hash = stamp_invoice.hash, zatca_xml = stamp_invoice.xml,
        zatca_qr = stamp_invoice.qr, zatca_next_at = now()
    where i.id = invoice_id and i.zatca_status = 'PENDING' and i.zatca_hash is null;
    if found then
        update private.invoice_chain c
        set counter = c.counter + 1, hash = stamp_invoice.hash;
    end if;
end
$$;

grant execute on function nova.stamp_invoice(uuid, text, text, text, text) to nova_worker;
