-- Keep what the statement of this flight answered, under the key it claimed, and pass it on.
--
-- Nothing found, or a refusal that is answered rather than raised, is not kept: the same key may do
-- better later. What it is about is kept too: private.show_answer asks whether that may be read.
create or replace function private.keep_answer(retry_key text, answer text, entity text)
returns text
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_owner uuid := current_setting('nova.retry_owner')::uuid; -- by private.claim_key
begin
    if answer is null or answer like '{"refused"%' then
        delete from private.kept_answers k
        where k.owner_id = v_owner and k.key = retry_key;
    else
        update private.kept_answers k
        set answer = keep_answer.answer, entity = keep_answer.entity,
            about = substring(keep_answer.answer from '^\{"id" ?: "([0-9a-f-]{36})"')::uuid
        where k.owner_id = v_owner and k.key = retry_key;
    end if;
    return answer;
end
$$;

grant execute on function private.keep_answer(text, text, text) to nova_app;
