-- An invitation, as who manages the team sees it; never its token.
create or replace function api.invitation(invitation nova.team_invitations) returns json
language sql stable
as $$
select json_build_object(
    'id', invitation.id,
    'teamId', invitation.team_id,
    'invitedBy', invitation.invited_by,
    'phone', invitation.phone,
    'email', invitation.email,
    'role', invitation.role,
    'status', invitation.status,
    'expiresAt', invitation.expires_at,
    'createdAt', invitation.created_at,
    'updatedAt', invitation.updated_at,
    'version', invitation.version)
$$;
