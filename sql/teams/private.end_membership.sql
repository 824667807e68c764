-- A member goes: refused for the last manager; their rows go to "heir", else to the team's manager,
-- what was to come in its calendar is off.
create or replace function private.end_membership(member nova.team_members, heir uuid)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
    perform private.require_other_manager(member);
    heir := coalesce(heir, private.heir_of(member));
    if heir is null or heir = member.user_id or not private.may_hold(heir, member.team_id) then
        raise exception using
            errcode = 'PT422', message = 'assignee_unknown', column = 'reassignTo';
    end if;
    perform private.revoke_invitations(member.team_id, member.user_id);
    perform private.reassign_rows(member.team_id, member.user_id, heir);
    perform private.end_appointments(member.team_id, member.user_id);
    delete from nova.team_members m where m.id = member.id;
    perform private.tell(t.manager_id, 'member_left', jsonb_build_object('team', t.name,
        'name', private.name_of(member.user_id)), 'team', t.id)
    from nova.teams t
    where t.id = member.team_id and t.manager_id <> nova.current_user_id();
end
$$;
