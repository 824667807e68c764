-- Join the team one was invited to; its rows are seen from the next request on.
--
-- The team is locked first, as everywhere. Somebody who was INACTIVE in it comes back, with the
-- role of the invitation and nothing else; their other invitations to it close. The back
-- office works in no team.
create or replace function nova.accept_invitation(token_hash bytea) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_invitation nova.team_invitations;
    v_team nova.teams;
    v_member nova.team_members;
begin
    perform private.require_role('BROKER', 'TEAM_MEMBER', 'MANAGER', 'COMPANY');
    select t.* into v_team
    from nova.teams t
    where t.id = (
        select i.team_id from nova.team_invitations i
        where i.token_hash = accept_invitation.token_hash)
    for update;
    v_invitation := private.lock_invitation(token_hash);
    if v_invitation.id is null then
        return null;
    end if;
    if not private.inviter_may(v_invitation, v_team) then
        raise exception using
            errcode = 'PT409', message = 'inviter_unable';
    end if;
    perform private.require_team_room(v_team, false);
    insert into nova.team_members as m (team_id, user_id, role)
    values (v_invitation.team_id, nova.current_user_id(), v_invitation.role)
    on conflict (team_id, user_id) do update
    set status = 'ACTIVE', role = excluded.role
    where m.status = 'INACTIVE'
    returning m.* into v_member;
    if not found then
        raise exception using
            errcode = 'PT409', message = 'member_exists';
    end if;
    update nova.team_invitations i
    set status = 'ACCEPTED', answered_by = nova.current_user_id(), answered_at = now()
    where i.id = v_invitation.id;
    perform private.revoke_invitations(v_team.id, nova.current_user_id());
    delete from nova.team_permissions p where p.team_member_id = v_member.id;
    perform private.tell(who.id, 'member_joined', jsonb_build_object('team', v_team.name,
        'name', private.name_of(nova.current_user_id())), 'team', v_team.id)
    from (values (v_invitation.invited_by), (v_team.manager_id)) as who (id)
    group by who.id
    order by who.id;
    return (select api.member(v_member, u) from nova.users u where u.id = v_member.user_id);
end
$$;

grant execute on function nova.accept_invitation(bytea) to nova_app;
