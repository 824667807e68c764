-- Send a new code: to verify a phone or an e-mail, or to reset a password.
--
-- The answer is the same whether or not there is such an account, and whether it needs one.
create or replace function nova.send_code(
    identifier text, purpose text, code text, otp_key bytea
) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_user nova.users;
begin
    perform private.take_code_rate(identifier, purpose);
    select u.* into v_user from private.find_account(identifier) u;
    if v_user.status = 'ACTIVE'
        and not (purpose = 'PHONE_VERIFICATION' and v_user.phone_verified)
        and not (purpose = 'EMAIL_VERIFICATION' and v_user.email_verified)
    then
        if private.may_send_code(v_user.id, purpose) then
            perform private.issue_code(v_user, purpose, code, otp_key);
        end if;
    end if;
    return json_build_object('sent', true, 'nextInSeconds', 60,
        'message', 'If there is such an account, a code is on its way.');
end
$$;

grant execute on function nova.send_code(text, text, text, bytea) to nova_app;
