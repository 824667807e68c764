-- Who issues invoices, as they stand on one.
create or replace function private.seller() returns jsonb
language sql stable
as $$
select private.party(s.name, s.name_ar, s.vat_number, s.cr_number, s.street, s.building_number,
    s.district, s.city, s.postal_code, s.additional_number)
from nova.sellers s
$$;
