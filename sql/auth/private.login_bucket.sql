-- Where the tries of an account from the caller's network are counted: its phone and its e-mail
-- together. Of no account by what the caller gave.
create or replace function private.login_bucket(identifier text) returns text
language sql stable
set search_path = ''
as $$
select format('login:%s:%s',
    coalesce((select u.id::text from private.find_account(identifier) u),
        nova.normalize_phone(identifier), lower(btrim(identifier))), -- as find_account compares
    private.client_network())
$$;
