-- Whether an invoice is a standard one, to a business with a VAT number, which the tax authority
-- clears before it is delivered; a simplified one is reported within 24 hours.
create or replace function private.is_standard(invoice nova.subscription_invoices) returns boolean
language sql immutable
as $$
select invoice.buyer ->> 'vatNumber' is not null
$$;
