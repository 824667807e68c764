-- Keep a new hash.
create or replace function private.set_password(user_id uuid, password_hash text) returns void
language sql volatile
set search_path = ''
as $$
insert into private.user_passwords as p (user_id, password_hash)
values (user_id, password_hash)
on conflict on constraint user_passwords_pkey
do update set password_hash = excluded.password_hash, changed_at = now()
$$;
