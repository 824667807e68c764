-- HMAC-SHA256 (RFC 2104), since the server has sha256 but no pgcrypto. Keys up to 64 bytes.
create or replace function private.hmac_sha256(key bytea, message bytea) returns bytea
language plpgsql immutable strict parallel safe
set search_path = ''
as $$
declare
    v_inner bytea := '';
    v_outer bytea := '';
    v_byte int;
begin
    if length(key) > 64 then
        key := sha256(key);
    end if;
    for i in 0..63 loop
        v_byte := case when i < length(key) then get_byte(key, i) else 0 end;
        v_inner := v_inner || set_byte('\x00', 0, v_byte # 54);
        v_outer := v_outer || set_byte('\x00', 0, v_byte # 92);
    end loop;
    return sha256(v_outer || sha256(v_inner || message));
end
$$;
