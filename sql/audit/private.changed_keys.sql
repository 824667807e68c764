-- What the audit keeps of a row beside its other version: the keys that differ, without what is
-- worked out from them. Secrets, id numbers and ways to reach somebody are ***: that they changed
-- is told, and the log is no phone book for who may read it.
create or replace function private.changed_keys(kept jsonb, other jsonb) returns jsonb
language sql immutable parallel safe
set search_path = ''
as $$
select jsonb_object_agg(
    pair.key,
    case when pair.key = any ('{id_number, date_of_birth, refresh_hash, token_hash, token,
        payment_method, phone, whatsapp, email}') and pair.value <> 'null' then '"***"'
    else pair.value end)
from jsonb_each(kept) as pair
where pair.value is distinct from coalesce(other -> pair.key, 'null')
    and pair.key <> all ('{search_text, scope_id, holder_id, phone_e164, during, duration,
        updated_at, version, summary, full_details, last_used_at, used_at}')
$$;
