-- Claim messages that are due, for one worker, for the length of a lease.
--
-- Two workers never claim the same one. A worker that dies leaves its claim to run out, and the
-- message is sent again: at least once, never lost. After six tries it is FAILED.
create or replace function private.take_messages(how_many int, lease interval)
returns table (id bigint, topic text, payload jsonb, attempts int)
language sql volatile security definer
set search_path = ''
as $$
with taken as (
    update nova.outbox o
    set status = 'SENDING', attempts = o.attempts + 1, next_attempt_at = now() + lease
    where o.id in (
        select due.id
        from nova.outbox due
        where due.status in ('PENDING', 'SENDING') and due.next_attempt_at <= now()
        order by due.next_attempt_at
        limit how_many
        for update skip locked)
    returning o.id, o.topic, o.payload, o.attempts
)
select t.id, t.topic, t.payload, t.attempts
from taken t
order by t.id
$$;

grant execute on function private.take_messages(int, interval) to nova_worker;
