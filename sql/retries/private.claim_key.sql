-- Take an Idempotency-Key for the statement of this flight, or end the flight where it is taken.
--
-- Of two at once the second waits here for the first to commit, and is then sent for its answer;
-- where the first failed, nothing was kept and the second does the work. PT208 is no refusal
-- ("already reported"): the app asks for the kept answer. Another body under the same key is one.
create or replace function private.claim_key(retry_key text, fingerprint bytea) returns void
language plpgsql volatile
set search_path = ''
as $$
declare
    v_owner uuid := private.retry_owner(fingerprint);
    v_fingerprint bytea;
begin
    perform set_config('nova.retry_owner', v_owner::text, true);
    insert into private.kept_answers as k (owner_id, key, fingerprint)
    values (v_owner, retry_key, claim_key.fingerprint)
    on conflict (owner_id, key) do update
    set fingerprint = excluded.fingerprint, answer = null, created_at = now()
    where k.created_at <= now() - interval '24 hours';
    if found then
        return;
    end if;
    select k.fingerprint into v_fingerprint
    from private.kept_answers k
    where k.owner_id = v_owner and k.key = retry_key;
    if v_fingerprint <> claim_key.fingerprint then
        raise exception using
            errcode = 'PT409', message = 'retry_key_reused', column = 'Idempotency-Key';
    end if;
    raise exception using
        errcode = 'PT208', message = 'answered_already';
end
$$;
