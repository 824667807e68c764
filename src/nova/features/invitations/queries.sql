-- list_invitations(team_id uuid) -> Invitations
select nova.list_invitations(:team_id)

-- invite_member(team_id uuid, phone text, email text, role text, token_hash bytea, link text) -> Invitation
select nova.invite_member(:team_id, :phone, :email, :role, :token_hash, :link)

-- revoke_invitation(team_id uuid, invitation_id uuid) -> nothing
select nova.revoke_invitation(:team_id, :invitation_id)

-- preview_invitation(token_hash bytea) -> InvitationPreview
select nova.preview_invitation(:token_hash)

-- accept_invitation(token_hash bytea) -> Member
select nova.accept_invitation(:token_hash)

-- decline_invitation(token_hash bytea) -> InvitationPreview
select nova.decline_invitation(:token_hash)
