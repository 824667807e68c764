-- An administrator broke glass, or it ends: what they may read of that scope is kept anew.
create or replace function private.tg_glass_rights() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    perform private.keep_rights(array[new.admin_id], array[new.scope_id]);
    return null;
end
$$;
