-- What members may do changed: one event a member, who is to be asked for anew.
create or replace function private.tg_permission_events() returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
    v_members nova.team_members[];
begin
    if tg_op = 'DELETE' then
        v_members := array(select m from nova.team_members m
            where m.status = 'ACTIVE' and m.id in (select o.team_member_id from old_rows o));
    else
        v_members := array(select m from nova.team_members m
            where m.status = 'ACTIVE' and m.id in (select n.team_member_id from new_rows n));
    end if;
    perform private.tell_members(v_members, 'team.member.updated', true);
    return null;
end
$$;
