-- By whom a message goes: by the first, in this order, that has room and did not fail in this round
-- of tries. One whose answer was lost is asked again before anybody else is: it may have sent it;
-- but a message that waited for it for ten minutes goes by another.
create or replace function private.next_provider(
    message nova.outbox, providers jsonb, rooms jsonb
) returns text
language sql immutable
as $$
select x.each ->> 'name'
from jsonb_array_elements(providers) with ordinality as x (each, place)
where (rooms ->> (x.each ->> 'name'))::int <> 0
    and case
        when message.unanswered and message.next_attempt_at > now() - interval '10 minutes'
            and providers @> jsonb_build_array(
            jsonb_build_object('name', message.provider))
        then x.each ->> 'name' = message.provider
        else not x.each ->> 'name' = any (message.tried) or not exists (
            select from jsonb_to_recordset(providers) as p (name text)
            where not p.name = any (message.tried))
    end
order by (rooms ->> (x.each ->> 'name'))::int < 0, x.place
limit 1
$$;
