-- Claim messages of a lane (OTP, TRANSACTIONAL, PROMOTIONAL) that are due, for one worker, for the
-- length of a lease, each with its provider. "channels" is [{"channel", "room", "providers":
-- [{"name", "rate"}]}] with providers in order of preference. Promotions go out between two hours
-- of Riyadh alone: {"hours": "09:00-20:00", "page", "key"}, with a link by which one gets no more.
--
-- Two workers never claim the same one. A worker that dies leaves its claim to run out, and the
-- message is sent again: at least once, never lost. After six tries it is FAILED, also where no
-- worker lived to say how they went.
create or replace function private.take_messages(
    lane text, channels jsonb, lease interval, promotions jsonb
) returns table (id bigint, topic text, class text, payload jsonb, created_at timestamptz,
    provider text, unanswered boolean)
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_channel record;
    v_ids bigint[];
    v_locked boolean := false;
begin
    if lane = 'PROMOTIONAL' and not private.is_within(promotions ->> 'hours', now()) then
        return;
    end if;
    for v_channel in
        select c.* from jsonb_to_recordset(channels) as c (channel text, room int, providers jsonb)
        where c.room > 0 and exists (
            select from nova.outbox o
            where o.class = lane and split_part(o.topic, '.', 1) = c.channel
                and o.status in ('PENDING', 'SENDING') and o.next_attempt_at <= now())
    loop
        if not v_locked then
            perform private.lock_providers();
            v_locked := true;
        end if;
        v_ids := array(
            select c.id
            from private.claim_messages(lane, v_channel.channel, v_channel.room,
                v_channel.providers, lease, promotions) as c);
        return query
        select o.id, o.topic, o.class, private.outgoing(o, promotions), o.created_at,
            case when v_channel.providers = '[]' then null else o.provider end, o.unanswered
        from nova.outbox o
        where o.id = any (v_ids)
        order by o.id;
    end loop;
end
$$;

grant execute on function private.take_messages(text, jsonb, interval, jsonb) to nova_worker;
