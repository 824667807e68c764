-- An administrator broke glass, or it ends: what they may read of that scope is kept anew.
create or replace function private.tg_glass_rights() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    perform private.keep_rights(
        array[coalesce(new.admin_id, old.admin_id)], array[coalesce(new.scope_id, old.scope_id)]);
    return null;
end
$$;
