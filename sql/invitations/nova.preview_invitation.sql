-- What an invitation offers, to whoever has its link: no address in the clear, no id.
create or replace function nova.preview_invitation(token_hash bytea) returns json
language sql stable security definer
set search_path = ''
as $$
select json_build_object(
    'teamName', t.name,
    'invitedBy', u.name,
    'role', i.role,
    'phone', private.masked_phone(i.phone::text),
    'email', regexp_replace(i.email, '^(.).*(@.*)$', '\1•••\2'),
    'status', case when i.status = 'PENDING' and i.expires_at <= now() then 'EXPIRED'
        else i.status end,
    'expiresAt', i.expires_at)
from nova.team_invitations i
join nova.teams t on t.id = i.team_id
join nova.users u on u.id = i.invited_by
where i.token_hash = preview_invitation.token_hash and t.deleted_at is null
$$;

grant execute on function nova.preview_invitation(bytea) to nova_app;
