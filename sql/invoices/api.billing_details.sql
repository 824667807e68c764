-- Whom the caller's invoices bill.
create or replace function api.billing_details(details nova.billing_details) returns json
language sql stable
as $$
select json_build_object(
    'name', details.name,
    'vatNumber', details.vat_number,
    'crNumber', details.cr_number,
    'street', details.street,
    'buildingNumber', details.building_number,
    'district', details.district,
    'city', details.city,
    'postalCode', details.postal_code,
    'additionalNumber', details.additional_number,
    'updatedAt', details.updated_at,
    'version', details.version)
$$;
