-- Set a new password by a PASSWORD_RESET code; every session ends.
create or replace function nova.reset_password(
    identifier text, code text, password_hash text, otp_key bytea
) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_user nova.users;
begin
    select u.* into v_user from private.find_account(identifier) u;
    if v_user.id is null or not private.use_code(v_user.id, 'PASSWORD_RESET', code, otp_key) then
        return private.refusal(400, 'otp_invalid');
    end if;
    perform private.set_password(v_user.id, reset_password.password_hash);
    perform private.prove_network(v_user.id);
    perform private.end_sessions(v_user.id, 'PASSWORD_CHANGED');
    return json_build_object('message', 'Password changed: log in with the new one.');
end
$$;

grant execute on function nova.reset_password(text, text, text, bytea) to nova_app;
