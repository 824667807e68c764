-- The text of a tax invoice's QR: base64 of five tags, the seller's name, their VAT number, when it
-- was issued (ISO 8601, UTC), the total with VAT and the VAT, in riyals (ZATCA, "Guide to develop a
-- Fatoora compliant QR code", 2021).
create or replace function private.qr_text(
    seller text, vat_number text, issued_at timestamptz, amount bigint, vat bigint
) returns text
language sql immutable
as $$
select translate(encode(
    private.tlv(1, convert_to(seller, 'UTF8'))
    || private.tlv(2, convert_to(vat_number, 'UTF8'))
    || private.tlv(3, convert_to(
        to_char(issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'UTF8'))
    || private.tlv(4, convert_to(private.sar(amount), 'UTF8'))
    || private.tlv(5, convert_to(private.sar(vat), 'UTF8')), 'base64'), E'\n', '')
$$;

grant execute on function private.qr_text(text, text, timestamptz, bigint, bigint) to nova_app;
