-- Whom somebody's invoices bill: by their billing details, else by their own name.
create or replace function private.buyer(person uuid) returns jsonb
language sql stable
as $$
select private.party(coalesce(b.name, u.name), coalesce(b.name, u.name), b.vat_number, b.cr_number,
    b.street, b.building_number, b.district, b.city, b.postal_code, b.additional_number)
from nova.users u
left join nova.billing_details b on b.user_id = u.id
where u.id = buyer.person
$$;
