-- The answer that is kept under a key of the caller's, for the same request again; nothing where it
-- shows what they may no longer read. A match is shown as it is now: what an acceptance revealed
-- goes with it.
create or replace function private.show_answer(retry_key text, fingerprint bytea) returns text
language plpgsql stable security definer
set search_path = ''
as $$
declare
    v_kept private.kept_answers;
begin
    select k.* into v_kept
    from private.kept_answers k
    where k.owner_id = private.retry_owner(show_answer.fingerprint)
        and k.key = retry_key
        and k.fingerprint = show_answer.fingerprint
        and k.created_at > now() - interval '24 hours';
    if v_kept.key is not null
        and (v_kept.answer is null -- private.tg_forget_answers
            or (v_kept.entity = 'signed_in' and exists (
                select from private.user_passwords p
                where p.user_id = (v_kept.answer::json #>> '{user,id}')::uuid
                    and p.changed_at > v_kept.created_at)))
    then
        raise exception using
            errcode = 'PT409', message = 'answer_withheld', column = 'Idempotency-Key';
    end if;
    if v_kept.entity = 'match' then
        return nova.show_match(v_kept.about);
    end if;
    if v_kept.about is not null and v_kept.entity in ('customer', 'customer_activity', 'property',
            'offer', 'request', 'team', 'team_member', 'appointment', 'task')
        and not exists (
            select from private.readable_rows(array[v_kept.entity], array[v_kept.about]))
    then
        return null;
    end if;
    return v_kept.answer;
end
$$;

grant execute on function private.show_answer(text, bytea) to nova_app;
