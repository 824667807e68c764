-- Use up a one-time code; false when it is wrong, and the try is counted.
--
-- Only the newest code of this user and purpose can answer. The fifth wrong try burns it.
create or replace function private.use_code(user_id uuid, purpose text, code text, otp_key bytea)
returns boolean
language plpgsql volatile
set search_path = ''
as $$
declare
    v_code nova.otp_codes;
    v_right boolean;
begin
    select o.* into v_code
    from nova.otp_codes o
    where o.user_id = use_code.user_id and o.type = purpose and not o.used and o.expires_at > now()
    for update;
    if not found then
        return false;
    end if;
    v_right := v_code.code_hash
        = private.hmac_sha256(otp_key, convert_to(v_code.id || code, 'UTF8'));
    update nova.otp_codes o
    set used = v_right or o.attempts >= 4,
        attempts = o.attempts + case when v_right then 0 else 1 end
    where o.id = v_code.id;
    return v_right;
end
$$;
