-- Whether an account has logged in from the caller's network before, or had a code there: tries
-- from there have a budget of their own, which strangers elsewhere cannot use up.
create or replace function private.knows_network(account_id uuid) returns boolean
language sql stable
set search_path = ''
as $$
select exists (
    select from nova.sessions s
    where s.user_id = account_id
        and private.network_of(s.ip) = private.client_network())
    or exists (
        select from private.auth_attempts a
        where a.bucket = format('proved:%s:%s', account_id, private.client_network())
            and a.expires_at > now())
$$;
