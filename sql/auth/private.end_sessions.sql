-- End the sessions of a user: one family, all of them, or all but one family.
--
-- Locks the user first, as rotate_session does: a child that is being made meanwhile ends too.
create or replace function private.end_sessions(
    user_id uuid, reason text, only_family uuid default null, except_family uuid default null
) returns void
language plpgsql volatile
set search_path = ''
as $$
begin
    perform from nova.users u where u.id = end_sessions.user_id for no key update;
    update nova.sessions s
    set revoked_at = now(), revoke_reason = reason
    where s.user_id = end_sessions.user_id
        and s.revoked_at is null
        and (only_family is null or s.family_id = only_family)
        and (except_family is null or s.family_id <> except_family);
end
$$;
