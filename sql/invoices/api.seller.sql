-- Who issues the invoices; "warnings" tell what an older reader of their QR may not read: a name of
-- 128 bytes or more has a length of two bytes.
create or replace function api.seller(seller nova.sellers) returns json
language sql stable
as $$
select json_build_object(
    'name', seller.name,
    'nameAr', seller.name_ar,
    'vatNumber', seller.vat_number,
    'crNumber', seller.cr_number,
    'street', seller.street,
    'buildingNumber', seller.building_number,
    'district', seller.district,
    'city', seller.city,
    'postalCode', seller.postal_code,
    'additionalNumber', seller.additional_number,
    'eInvoices', seller.e_invoices,
    'warnings', case when octet_length(seller.name_ar) >= 128
        then array['name_long_for_qr'] else '{}' end,
    'updatedAt', seller.updated_at,
    'version', seller.version)
$$;
