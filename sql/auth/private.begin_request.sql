-- Every request's first statement: who is calling, checked and bound for this transaction only.
--
-- Runs in the same flight as the statement it guards. Everything is transaction-local, so it dies
-- with the transaction, whatever becomes of the client. Suspension and revocation are read here,
-- so they hold on the very next request. The precondition is If-Match, which tg_touch checks; the
-- retry key is Idempotency-Key: claimed for this flight, or its end where it was answered already.
-- Definer: the app cannot read other people's sessions.
create or replace function private.begin_request(
    user_id uuid, session_id uuid, read_only boolean, request_id text, client_ip text,
    precondition text, retry_key text default null, fingerprint bytea default null
) returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_status text;
    v_role text;
    v_used_at timestamptz;
begin
    if begin_request.user_id is not null then
        select u.status, u.role, s.used_at into v_status, v_role, v_used_at
        from nova.sessions s
        join nova.users u on u.id = s.user_id
        where s.id = begin_request.session_id
            and s.user_id = begin_request.user_id
            and s.revoked_at is null;
        if not found then
            raise exception using
                errcode = 'PT401',
                message = 'session_revoked';
        end if;
        if v_status <> 'ACTIVE' then
            raise exception using
                errcode = 'PT403',
                message = 'account_suspended';
        end if;
        if v_used_at is null then
            perform private.note_use(begin_request.session_id);
        end if;
    end if;
    perform set_config('nova.user_id', coalesce(begin_request.user_id::text, ''), true),
        set_config('nova.caller', coalesce(begin_request.user_id || ' ' || v_role, ''), true),
        set_config('nova.session_id', coalesce(begin_request.session_id::text, ''), true),
        set_config('nova.request_id', begin_request.request_id, true),
        set_config('nova.client_ip', begin_request.client_ip, true),
        set_config('nova.precondition', coalesce(precondition, ''), true);
    if retry_key is not null then
        perform private.claim_key(retry_key, fingerprint);
    end if;
    if v_role = 'ADMIN' then
        if current_setting('transaction_read_only') = 'on' and exists (
            select from private.broken_glass g
            where g.admin_id = begin_request.user_id and g.expires_at > now())
        then
            raise exception using
                errcode = 'PT503', message = 'unavailable', hint = '1';
        end if;
        if private.note_broken_glass() then
            return;  -- the look was written down, so this transaction writes
        end if;
    end if;
    if read_only then
        perform set_config('transaction_read_only', 'on', true);
    end if;
end
$$;

grant execute on function private.begin_request(
    uuid, uuid, boolean, text, text, text, text, bytea) to nova_app;
