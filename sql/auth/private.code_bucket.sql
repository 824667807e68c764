-- Where the asking for codes is counted: what they are for, by what the caller gave, from where.
create or replace function private.code_bucket(identifier text) returns text
language sql stable
set search_path = ''
as $$
select private.client_network() || ':'
    || coalesce(nova.normalize_phone(identifier), nova.normalize_text(identifier))
$$;
