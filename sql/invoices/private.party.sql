-- Who stands on an invoice: {name, nameAr, vatNumber, crNumber, street, ...}, each null where it is
-- not known.
create or replace function private.party(
    name text, name_ar text, vat_number text, cr_number text, street text, building_number text,
    district text, city text, postal_code text, additional_number text
) returns jsonb
language sql immutable
as $$
select jsonb_build_object(
    'name', name, 'nameAr', name_ar, 'vatNumber', vat_number, 'crNumber', cr_number,
    'street', street, 'buildingNumber', building_number, 'district', district, 'city', city,
    'postalCode', postal_code, 'additionalNumber', additional_number)
$$;
