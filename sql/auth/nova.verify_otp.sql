-- Verify a phone or an e-mail by the code that was sent to it.
--
-- Unknown account, wrong code, expired code: one answer. A code for another purpose never counts.
create or replace function nova.verify_otp(
    identifier text, code text, purpose text, otp_key bytea
) returns json
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
    if v_user.id is null or not private.use_code(v_user.id, purpose, code, otp_key) then
        return private.refusal(400, 'otp_invalid');
    end if;
    update nova.users u
    set phone_verified = u.phone_verified or purpose = 'PHONE_VERIFICATION',
        email_verified = u.email_verified or purpose = 'EMAIL_VERIFICATION'
    where u.id = v_user.id;
    perform private.prove_network(v_user.id);
    return json_build_object('verified', true, 'message', case purpose
        when 'PHONE_VERIFICATION' then 'Phone verified successfully'
        else 'Email verified successfully' end);
end
$$;

grant execute on function nova.verify_otp(text, text, text, bytea) to nova_app;
