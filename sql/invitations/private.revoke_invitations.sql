-- Whoever has joined a team, or must not be in it, has no open invitation to it any more.
create or replace function private.revoke_invitations(team_id uuid, user_id uuid) returns void
language sql volatile
set search_path = ''
as $$
update nova.team_invitations i
set status = 'REVOKED'
from nova.users u
where u.id = revoke_invitations.user_id
    and i.team_id = revoke_invitations.team_id
    and i.status = 'PENDING'
    and (i.phone = u.phone or i.email = u.email)
$$;
