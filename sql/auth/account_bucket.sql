-- Whose tries of an account these are: those of a network it knows, or of all strangers together.
create or replace function private.account_bucket(account_id uuid) returns text
language sql stable
set search_path = ''
as $$
select account_id || case
    when private.knows_network(account_id) then ':' || private.client_network()
    else ':strangers'
end
$$;
