-- Have the rights of these people to oneself until the transaction ends; all in one order.
create or replace function private.lock_rights(user_ids uuid[]) returns void
language sql volatile
set search_path = ''
as $$
select pg_advisory_xact_lock(668200, keys.key)
from (select distinct hashtext(u::text) as key from unnest(user_ids) as u order by 1) as keys
$$;
