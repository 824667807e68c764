-- End the sessions of a user: one family, all of them, or all but one family.
create or replace function private.end_sessions(
    user_id uuid, reason text, only_family uuid default null, except_family uuid default null
) returns void
language sql volatile
set search_path = ''
as $$
update nova.sessions s
set revoked_at = now(), revoke_reason = reason
where s.user_id = end_sessions.user_id
    and s.revoked_at is null
    and (only_family is null or s.family_id = only_family)
    and (except_family is null or s.family_id <> except_family)
$$;
