-- An account's owner had a code here: for a day their tries from this network are not counted with
-- those of strangers. So a code to the phone is a way in while strangers guess.
create or replace function private.prove_network(account_id uuid) returns void
language sql volatile
set search_path = ''
as $$
insert into private.auth_attempts as a (bucket, used, expires_at)
values (format('proved:%s:%s', account_id, private.client_network()), 1, now() + interval '1 day')
on conflict on constraint auth_attempts_pkey do update set expires_at = excluded.expires_at
$$;
