-- Refuse to leave a team without a manager; where there is another, the team is theirs from now on.
create or replace function private.require_other_manager(member nova.team_members) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_other uuid;
begin
    if member.role <> 'MANAGER' or member.status <> 'ACTIVE' then
        return;
    end if;
    select m.user_id into v_other
    from nova.team_members m
    join nova.users u on u.id = m.user_id
    where m.team_id = member.team_id
        and m.id <> member.id
        and m.role = 'MANAGER'
        and m.status = 'ACTIVE'
        and u.status = 'ACTIVE'
        and u.role not in ('OWNER', 'ADMIN')
    order by m.joined_at, m.id
    limit 1;
    if not found then
        raise exception using
            errcode = 'PT409', message = 'last_manager';
    end if;
    update nova.teams t
    set manager_id = v_other
    where t.id = member.team_id and t.manager_id = member.user_id;
end
$$;
