-- Replace the caller's password, the old one having been proved; other devices are logged out.
create or replace function nova.change_password(old_hash text, new_hash text) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
begin
    perform from private.user_passwords p
    where p.user_id = nova.current_user_id() and p.password_hash = old_hash
    for update; -- a reset that is being committed is waited for, and wins
    if not found then
        raise exception using
            errcode = 'PT401', message = 'invalid_credentials';
    end if;
    perform private.set_password(nova.current_user_id(), new_hash);
    perform private.end_sessions(nova.current_user_id(), 'PASSWORD_CHANGED',
        except_family => private.current_family());
    return json_build_object('message', 'Password changed; other devices are logged out.');
end
$$;

grant execute on function nova.change_password(text, text) to nova_app;
