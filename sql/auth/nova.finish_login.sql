-- The second half of a login: the app found the password right for this very hash.
--
-- Definer, for someone who is nobody yet: the hash itself is the proof, since only start_login
-- gives it out, and a password changed in between makes it stale. A device that was logged in as
-- the same person leaves that session (ASVS 5.0, 7.2.4).
create or replace function nova.finish_login(
    identifier text, password_hash text, refresh_hash bytea, refresh_days int, user_agent text,
    former_session uuid default null
) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_user nova.users;
begin
    select u.* into v_user
    from private.find_account(identifier) f
    join private.user_passwords p on p.user_id = f.id
    join nova.users u on u.id = f.id
    where p.password_hash = finish_login.password_hash
    for update of u;
    if not found then
        raise exception using
            errcode = 'PT401', message = 'invalid_credentials';
    end if;
    delete from private.auth_attempts a
    where a.bucket in (private.login_bucket(identifier), 'login-device:' || former_session);
    if v_user.status <> 'ACTIVE' then
        return private.refusal(403, 'account_suspended');
    end if;
    perform private.end_sessions(v_user.id, 'LOGOUT', s.family_id)
    from nova.sessions s
    where s.id = former_session and s.user_id = v_user.id;
    update nova.users u set last_login = now() where u.id = v_user.id;
    perform private.note_activity(v_user.id, 1);
    return private.signed_in(v_user,
        private.open_session(v_user.id, refresh_hash, refresh_days, user_agent));
end
$$;

grant execute on function nova.finish_login(text, text, bytea, int, text, uuid) to nova_app;
