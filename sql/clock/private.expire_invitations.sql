-- Invitations that nobody answered are over.
create or replace function private.expire_invitations(at timestamptz) returns void
language sql volatile
set search_path = ''
as $$
update nova.team_invitations i
set status = 'EXPIRED'
where i.status = 'PENDING' and i.expires_at <= at
$$;
