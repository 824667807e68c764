-- Keep what the statement of this flight answered, under the key it claimed, and pass it on.
--
-- Nothing found, or a refusal that is answered rather than raised, is not kept: the same key may do
-- better later.
create or replace function private.keep_answer(retry_key text, answer text) returns text
language plpgsql volatile security definer
set search_path = ''
as $$
begin
    if answer is null or answer like '{"refused"%' then
        delete from private.kept_answers k
        where k.owner_id = private.retry_owner() and k.key = retry_key;
    else
        update private.kept_answers k
        set answer = keep_answer.answer
        where k.owner_id = private.retry_owner() and k.key = retry_key;
    end if;
    return answer;
end
$$;

grant execute on function private.keep_answer(text, text) to nova_app;
