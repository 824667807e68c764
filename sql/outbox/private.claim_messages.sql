-- Claim what is due of a lane and a channel; what may not go out any more is called off, what no
-- worker lived to tell of six times is given up.
create or replace function private.claim_messages(
    lane text, channel text, room int, providers jsonb, lease interval,
    promotions jsonb
) returns table (id bigint)
language plpgsql volatile
set search_path = ''
as $$
declare
    v_rooms jsonb := private.provider_rooms(providers, lane);
    v_due nova.outbox;
    v_reason text;
    v_name text;
    v_ids bigint[] := '{}';
    v_names text[] := '{}';
begin
    for v_due in
        select o.*
        from nova.outbox o
        where o.class = lane and split_part(o.topic, '.', 1) = channel
            and o.status in ('PENDING', 'SENDING') and o.next_attempt_at <= now()
        order by o.next_attempt_at
        limit room
        for update skip locked
    loop
        v_reason := private.why_unsent(v_due);
        v_name := private.next_provider(v_due, providers, v_rooms);
        if v_reason is not null then
            perform private.end_message(v_due, 'CANCELLED', v_reason);
        elsif v_due.status = 'SENDING' and v_due.attempts >= 6 then
            perform private.end_message(v_due, 'FAILED', 'no worker said how its tries went');
        elsif v_name is not null or providers = '[]' then
            v_ids := v_ids || v_due.id;
            v_names := v_names || v_name;
            v_rooms := case when v_name is null then v_rooms else jsonb_set(v_rooms, array[v_name],
                to_jsonb((v_rooms ->> v_name)::int - sign((v_rooms ->> v_name)::int)::int)) end;
        elsif v_rooms @? '$.* ? (@ != 0)' then -- others can go: this one lets them pass
            update nova.outbox o set next_attempt_at = now() + interval '5 seconds'
            where o.id = v_due.id;
        end if;
    end loop;
    update private.providers p
    set tokens = p.tokens - t.taken, paused_until = case
            when p.failures >= 5 -- till the one that is tried has an answer
            then greatest(p.paused_until, now() + interval '5 seconds')
            else p.paused_until
        end
    from (select n.name, count(*) as taken from unnest(v_names) as n (name) group by n.name) as t
    where p.name = t.name;
    return query
    update nova.outbox o
    set status = 'SENDING', next_attempt_at = now() + lease, provider = t.name,
        attempts = o.attempts + (o.status = 'SENDING' or o.tried = '{}')::int,
        ambiguous = o.ambiguous + (o.status = 'SENDING')::int,
        unanswered = o.unanswered or o.status = 'SENDING',
        segments = case when channel = 'sms'
            then coalesce(o.segments, private.sms_segments(
                private.outgoing(o, promotions) ->> 'text')) end
    from unnest(v_ids, v_names) as t (id, name)
    where o.id = t.id
    returning o.id;
end
$$;
