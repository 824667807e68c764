-- The family (device) of the session that is calling.
create or replace function private.current_family() returns uuid
language sql stable
set search_path = ''
as $$
select s.family_id
from nova.sessions s
where s.id = nullif(current_setting('nova.session_id', true), '')::uuid
$$;
