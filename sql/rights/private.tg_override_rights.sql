-- What a member may do beyond or short of their role changed: it is kept anew.
create or replace function private.tg_override_rights() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
    perform from nova.team_members m
    where m.id in (old.team_member_id, new.team_member_id)
    order by m.id
    for share; -- whose membership it is may be changing
    perform private.keep_rights(array_agg(m.user_id), array_agg(m.team_id))
    from nova.team_members m
    where m.id in (old.team_member_id, new.team_member_id);
    return null;
end
$$;
