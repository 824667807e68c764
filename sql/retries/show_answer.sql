-- The answer that is kept under a key of the caller's, for the same request again.
create or replace function private.show_answer(retry_key text, fingerprint bytea) returns text
language sql stable security definer
set search_path = ''
as $$
select k.answer
from private.kept_answers k
where k.owner_id = private.retry_owner()
    and k.key = retry_key
    and k.fingerprint = show_answer.fingerprint
    and k.created_at > now() - interval '24 hours'
$$;

grant execute on function private.show_answer(text, bytea) to nova_app;
