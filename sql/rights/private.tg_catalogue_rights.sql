-- The catalogue of permissions or a role's defaults changed: everybody's rights are kept anew.
create or replace function private.tg_catalogue_rights() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    perform private.keep_all_rights();
    return null;
end
$$;
