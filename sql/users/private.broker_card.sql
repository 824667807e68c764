-- A broker as a match partner sees them: name, firm, licence; phone and e-mail only where asked.
create or replace function private.broker_card(user_id uuid, with_contact boolean) returns json
language sql stable
set search_path = ''
as $$
select json_build_object(
    'id', u.id,
    'name', u.name,
    'companyName', u.company_name,
    'falLicense', u.fal_license,
    'phone', case when with_contact then u.phone end,
    'email', case when with_contact then u.email end)
from nova.users u
where u.id = user_id
$$;
