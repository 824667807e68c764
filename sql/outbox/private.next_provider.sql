-- By whom a message goes: by the first, in this order, that has room and did not fail in this round
-- of tries. One whose answer was lost is asked again before anybody else is: it may have sent it.
create or replace function private.next_provider(
    message nova.outbox, providers jsonb, rooms jsonb
) returns text
language sql immutable
as $$
select x.each ->> 'name'
from jsonb_array_elements(providers) with ordinality as x (each, place)
where (rooms ->> (x.each ->> 'name'))::int <> 0
    and case
        when message.unanswered and providers @> jsonb_build_array(
            jsonb_build_object('name', message.provider))
        then x.each ->> 'name' = message.provider
        else not x.each ->> 'name' = any (message.tried)
    end
order by (rooms ->> (x.each ->> 'name'))::int < 0, x.place
limit 1
$$;
