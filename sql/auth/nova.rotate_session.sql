-- Exchange a refresh token for its one child.
--
-- The child is derived from the parent under a key of the app, so a parent shown again has the same
-- child: for 10 seconds, so that two tabs may refresh at once, and for as long as nobody has used
-- the child, since the answer may have been lost on its way. Shown after that it was stolen, or its
-- child was: the whole family ends, and that is remembered, so it is answered and not raised
-- (docs/security.md has the table of states). However often it was exchanged, a family ends
-- session_days after its log-in (ASVS 5.0, 7.3.2).
create or replace function nova.rotate_session(
    refresh_hash bytea, child_hash bytea, refresh_days int, user_agent text,
    session_days int default 90
) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_parent nova.sessions;
    v_user nova.users;
    v_child nova.sessions;
begin
    perform from nova.users u
    where u.id = (
        select s.user_id from nova.sessions s where s.refresh_hash = rotate_session.refresh_hash)
    for no key update; -- private.end_sessions waits for the child, or this for the end
    select s.* into v_parent
    from nova.sessions s
    where s.refresh_hash = rotate_session.refresh_hash
    for update;
    if not found or v_parent.revoked_at is not null or v_parent.expires_at <= now()
        or v_parent.logged_in_at <= now() - session_days * interval '1 day'
    then
        raise exception using
            errcode = 'PT401', message = 'refresh_invalid';
    end if;
    select u.* into v_user from nova.users u where u.id = v_parent.user_id;
    if v_user.status <> 'ACTIVE' then
        raise exception using
            errcode = 'PT403', message = 'account_suspended';
    end if;
    select s.* into v_child
    from nova.sessions s
    where s.refresh_hash = rotate_session.child_hash and s.family_id = v_parent.family_id;
    if v_parent.rotated_at <= clock_timestamp() - interval '10 seconds'
        and (v_child.id is null or v_child.used_at is not null or v_child.rotated_at is not null)
    then
        perform private.end_sessions(v_parent.user_id, 'REUSED', v_parent.family_id);
        return private.refusal(401, 'refresh_reused');
    end if;
    perform private.take_rate('refresh:' || v_parent.family_id, 120, interval '1 hour');
    if v_parent.rotated_at is null then
        update nova.sessions s
        set rotated_at = clock_timestamp(), last_used_at = now()
        where s.id = v_parent.id;
        v_child.id := private.open_session(v_parent.user_id, child_hash, refresh_days,
            coalesce(rotate_session.user_agent, v_parent.user_agent), v_parent.family_id,
            v_parent.logged_in_at);
    end if;
    perform private.note_activity(v_user.id, 0);
    return private.signed_in(v_user, v_child.id);
end
$$;

grant execute on function nova.rotate_session(bytea, bytea, int, text, int) to nova_app;
