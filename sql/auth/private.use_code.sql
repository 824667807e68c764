-- Use up a one-time code; false when it is wrong, and the try is counted.
--
-- A code has five tries from the network that asked for it and five from all others together, so
-- that nobody else can use up its owner's. A right one ends all codes of its purpose, unless it is
-- only asked whether it is right.
create or replace function private.use_code(
    user_id uuid, purpose text, code text, otp_key bytea, ends boolean default true
) returns boolean
language plpgsql volatile
set search_path = ''
as $$
declare
    v_here text := private.client_network();
    v_right boolean;
begin
    perform from nova.otp_codes o
    where o.user_id = use_code.user_id and o.type = purpose and not o.used
    order by o.id
    for update;
    v_right := exists (
        select from nova.otp_codes o
        where o.user_id = use_code.user_id and o.type = purpose and not o.used
            and o.expires_at > now()
            and 5 > case when o.asked_from = v_here then o.attempts else o.attempts_elsewhere end
            and o.code_hash = private.hmac_sha256(otp_key, convert_to(o.id || code, 'UTF8')));
    update nova.otp_codes o
    set used = v_right and ends,
        attempts = least(5, o.attempts + (not v_right and o.asked_from = v_here)::int),
        attempts_elsewhere =
            least(5, o.attempts_elsewhere + (not v_right and o.asked_from <> v_here)::int)
    where o.user_id = use_code.user_id and o.type = purpose and not o.used;
    return v_right;
end
$$;
