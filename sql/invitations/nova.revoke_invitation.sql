-- Take an open invitation back; answers its id, null when there is none of a team of the caller's.
create or replace function nova.revoke_invitation(team_id uuid, invitation_id uuid) returns uuid
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_team nova.teams := private.lock_team(team_id);
    v_revoked uuid;
begin
    update nova.team_invitations i
    set status = 'REVOKED'
    where i.team_id = v_team.id and i.id = revoke_invitation.invitation_id and i.status = 'PENDING'
    returning i.id into v_revoked;
    return v_revoked;
end
$$;

grant execute on function nova.revoke_invitation(uuid, uuid) to nova_app;
