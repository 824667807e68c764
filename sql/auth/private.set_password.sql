-- Keep a new hash, burn the codes that were to set one, and tell its owner; the audit says that it
-- changed, and nothing more.
create or replace function private.set_password(user_id uuid, password_hash text) returns void
language plpgsql volatile
set search_path = ''
as $$
begin
    insert into private.user_passwords as p (user_id, password_hash)
    values (set_password.user_id, set_password.password_hash)
    on conflict on constraint user_passwords_pkey
    do update set password_hash = excluded.password_hash, changed_at = now();
    update nova.otp_codes o set used = true
    where o.user_id = set_password.user_id and o.type = 'PASSWORD_RESET' and not o.used;
    perform private.tell(set_password.user_id, 'password_changed');
    insert into nova.audit_log (actor_id, actor_kind, session_id, request_id, ip, action,
        entity_type, entity_id)
    values (nova.current_user_id(), private.actor_kind(),
        nullif(current_setting('nova.session_id', true), '')::uuid,
        nullif(current_setting('nova.request_id', true), ''), private.client_ip(), 'UPDATE',
        'user_passwords', set_password.user_id);
end
$$;
