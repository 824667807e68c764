-- A member came, changed or left: what they may do in the team, or in both of a move, is kept anew.
--
-- Waits for who changes the team, which does not see a member that comes meanwhile.
create or replace function private.tg_member_rights() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    perform from nova.teams t where t.id in (old.team_id, new.team_id) order by t.id for share;
    perform private.keep_rights(
        array_remove(array[old.user_id, new.user_id], null),
        array_remove(array[old.team_id, new.team_id], null));
    return null;
end
$$;
