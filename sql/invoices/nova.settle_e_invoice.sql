-- What the tax authority says of an invoice: CLEARED (with its own stamped XML), REPORTED or
-- REJECTED, and its warnings or errors; or, with an error, that it could not be asked: then it is
-- asked again, each time twice as long after, an hour at most, since a simplified one must be told
-- within 24.
create or replace function nova.settle_e_invoice(
    invoice_id uuid, state text, said jsonb, xml text, error text
) returns void
language sql volatile security definer
set search_path = ''
as $$
update nova.subscription_invoices i
set zatca_status = coalesce(state, i.zatca_status),
    zatca_said = case when error is null then said else jsonb_build_array(left(error, 1000)) end,
    zatca_xml = coalesce(settle_e_invoice.xml, i.zatca_xml),
    zatca_next_at = case when error is not null then
        now() + least(interval '30 seconds' * 2 ^ least(i.zatca_tries, 11), interval '1 hour') end
where i.id = invoice_id and i.zatca_status = 'PENDING'
$$;

grant execute on function nova.settle_e_invoice(uuid, text, jsonb, text, text) to nova_worker;
