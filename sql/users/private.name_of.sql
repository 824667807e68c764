-- What somebody is called, for who reads a row that they hold or wrote; null of nobody.
--
-- Strict, so that a row that nobody was given costs nothing.
create or replace function private.name_of(user_id uuid) returns text
language sql stable strict security definer
set search_path = ''
as $$
select u.name from nova.users u where u.id = name_of.user_id
$$;

grant execute on function private.name_of(uuid) to nova_app;
