-- Claim messages that are due, for one worker, for the length of a lease: codes, which somebody
-- waits for, or all others. A code that nobody can use any more is not sent.
--
-- Two workers never claim the same one. A worker that dies leaves its claim to run out, and the
-- message is sent again: at least once, never lost. After six tries it is FAILED, also where no
-- worker lived to say how they went.
create or replace function private.take_messages(how_many int, lease interval, urgent boolean)
returns table (id bigint, topic text, payload jsonb)
language plpgsql volatile security definer
set search_path = ''
as $$
begin
    update nova.outbox o
    set status = 'FAILED', last_error = 'no worker said how its tries went'
    where o.status = 'SENDING' and o.next_attempt_at <= now() and o.attempts >= 6
        and (o.class = 'OTP') = urgent;
    if urgent then
        update nova.outbox o
        set status = 'CANCELLED', last_error = 'its code expired', payload = o.payload - 'text'
        where o.class = 'OTP' and o.status in ('PENDING', 'SENDING')
            and o.next_attempt_at <= now() and o.created_at < now() - interval '10 minutes';
        return query
        with taken as (
            update nova.outbox o
            set status = 'SENDING', attempts = o.attempts + 1, next_attempt_at = now() + lease
            where o.id in (
                select due.id
                from nova.outbox due
                where due.class = 'OTP' and due.status in ('PENDING', 'SENDING')
                    and due.next_attempt_at <= now()
                order by due.next_attempt_at
                limit how_many
                for update skip locked)
            returning o.id, o.topic, o.payload
        )
        select t.id, t.topic, t.payload from taken t order by t.id;
    else
        return query
        with taken as (
            update nova.outbox o
            set status = 'SENDING', attempts = o.attempts + 1, next_attempt_at = now() + lease
            where o.id in (
                select due.id
                from nova.outbox due
                where due.class <> 'OTP' and due.status in ('PENDING', 'SENDING')
                    and due.next_attempt_at <= now()
                order by due.next_attempt_at
                limit how_many
                for update skip locked)
            returning o.id, o.topic, o.payload
        )
        select t.id, t.topic, t.payload from taken t order by t.id;
    end if;
end
$$;

grant execute on function private.take_messages(int, interval, boolean) to nova_worker;
