-- The live account of an e-mail or a phone in any form; no row when there is none.
create or replace function private.find_account(identifier text) returns setof nova.users
language sql stable rows 1
set search_path = ''
as $$
select u.*
from nova.users u
where u.deleted_at is null
    and case
        when identifier like '%@%' then u.email = lower(btrim(identifier))
        else u.phone = nova.normalize_phone(identifier)
    end
$$;
