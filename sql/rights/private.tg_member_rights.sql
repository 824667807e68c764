-- A member came, changed or left: what they may do in the team, or in both of a move, is kept anew.
create or replace function private.tg_member_rights() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    perform private.keep_rights(
        array_remove(array[old.user_id, new.user_id], null),
        array_remove(array[old.team_id, new.team_id], null));
    return null;
end
$$;
