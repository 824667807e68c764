-- The text of an invoice's QR, with the stamp where it has one; null: it was not issued.
create or replace function private.invoice_qr(invoice nova.subscription_invoices) returns text
language sql stable
as $$
select coalesce(invoice.zatca_qr, private.qr_text(
    invoice.seller ->> 'nameAr', invoice.seller ->> 'vatNumber', invoice.issued_at,
    invoice.amount_halalas, invoice.vat_halalas))
where invoice.number is not null
$$;

grant execute on function private.invoice_qr(nova.subscription_invoices) to nova_app;
