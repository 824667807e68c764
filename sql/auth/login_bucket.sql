-- Where the tries of an account from the caller's network are counted, by what the caller gave.
create or replace function private.login_bucket(identifier text) returns text
language sql stable
set search_path = ''
as $$
select format('login:%s:%s',
    coalesce(nova.normalize_phone(identifier), nova.normalize_text(identifier)),
    private.client_network())
$$;
