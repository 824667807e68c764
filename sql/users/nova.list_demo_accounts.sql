-- The accounts of the demo data, for the pages that let one try the API: none where there is none.
--
-- Open to all, as their e-mails and their password are in the README. By their phones too, which
-- are proved: nobody who registers such an e-mail is shown for one of them.
create or replace function nova.list_demo_accounts() returns json
language sql stable security definer
set search_path = ''
as $$
select json_build_object('data', coalesce(json_agg(json_build_object(
    'email', u.email, 'name', u.name, 'role', u.role) order by u.phone), '[]'))
from nova.users u
where u.email like '%@demo.nova' and u.phone ~ '^\+96650000000[1-7]$' and u.phone_verified
$$;

grant execute on function nova.list_demo_accounts() to nova_app;
