-- Make the one live code of a user, purpose and asking network, and queue its message in the same
-- transaction.
--
-- The code comes from the app's cryptographic generator; only its HMAC under otp_key stays here.
-- It says what it confirms: whoever did not ask for it sees whose account it is for. The outbox
-- holds the text until the worker has sent it, then blanks it.
create or replace function private.issue_code(
    account nova.users, purpose text, code text, otp_key bytea
) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_id uuid := uuidv7();
    v_by_mail boolean := purpose = 'EMAIL_VERIFICATION';
begin
    delete from nova.otp_codes o 
    where o.user_id = account.id and o.type = purpose and not o.used
        and o.asked_from = private.client_network();
    insert into nova.otp_codes (id, user_id, code_hash, type, expires_at, asked_from)
    values (v_id, account.id, private.hmac_sha256(otp_key, convert_to(v_id || code, 'UTF8')),
        purpose, now() + interval '10 minutes', private.client_network());
    insert into nova.outbox (topic, class, user_id, payload)
    values (case when v_by_mail then 'email.code' else 'sms.code' end, 'OTP', account.id,
        jsonb_build_object(
            'to', case when v_by_mail then account.email else account.phone end,
            'text', case purpose
                when 'EMAIL_VERIFICATION' then 'رمز توثيق هذا البريد لحساب نوفا المسجّل بالجوال '
                    || private.masked_phone(account.phone) || E'\nالرمز: '
                when 'PASSWORD_RESET' then E'لتغيير كلمة مرور حسابك في نوفا.\nالرمز: '
                else E'لتوثيق جوالك في نوفا.\nالرمز: ' end || code,
            'purpose', purpose));
end
$$;
