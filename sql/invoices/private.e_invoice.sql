-- An issued invoice as it is stamped: all that stands on it, its place in the chain and the hash of
-- the one before.
create or replace function private.e_invoice(
    invoice nova.subscription_invoices, counter bigint, previous_hash text
) returns json
language sql stable
as $$
select json_build_object(
    'id', invoice.id,
    'kind', invoice.kind,
    'number', private.invoice_reference(invoice.kind, invoice.number),
    'uuid', invoice.zatca_uuid,
    'counter', counter,
    'previousHash', previous_hash,
    'issuedAt', to_char(invoice.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    'currency', invoice.currency,
    'vatPercent', invoice.vat_percent,
    'seller', invoice.seller,
    'buyer', invoice.buyer,
    'lines', (
        select json_agg(l.line || jsonb_build_object('place', l.place) order by l.place)
        from jsonb_array_elements(invoice.lines) with ordinality as l (line, place)),
    'discounts', invoice.discounts,
    'netHalalas', invoice.net_halalas,
    'vatHalalas', invoice.vat_halalas,
    'amountHalalas', invoice.amount_halalas,
    'creditOf', (
        select json_build_object(
            'number', private.invoice_reference(c.kind, c.number), 'reason', invoice.reason)
        from nova.subscription_invoices c where c.id = invoice.credit_of))
$$;
