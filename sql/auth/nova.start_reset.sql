-- The first half of a reset: whether the code is right, before a password is hashed for it, and
-- what that may not be. A wrong one is counted; a right one is used up by reset_password.
create or replace function nova.start_reset(identifier text, code text, otp_key bytea) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_user nova.users;
begin
    perform private.take_rate(
        'code-try-ip:' || private.client_network(), 200, interval '1 hour');
    perform private.take_rate('code-try-site:' || private.client_site(), 600, interval '1 hour');
    select u.* into v_user from private.find_account(identifier) u;
    if v_user.id is null
        or not private.use_code(v_user.id, 'PASSWORD_RESET', code, otp_key, ends => false)
    then
        return private.refusal(400, 'otp_invalid');
    end if;
    return json_build_object('words', json_build_array(v_user.email, v_user.phone, v_user.name));
end
$$;

grant execute on function nova.start_reset(text, text, bytea) to nova_app;
