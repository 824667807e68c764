-- In which zone somebody lives: what their preferences name, else Riyadh.
create or replace function private.zone_of(user_id uuid) returns text
language sql stable
as $$
select coalesce(
    (select u.preferences ->> 'timezone' from nova.users u where u.id = zone_of.user_id),
    'Asia/Riyadh')
$$;
