-- How many messages each of these providers may be given now, as {"name": number}, its bucket
-- filled up: [{"name", "rate"}], so many a second, a second's worth at once, across all workers.
--
-- A code may take what others leave and a second's worth on credit; promotions leave half. One that
-- is paused is given nothing, but codes where nobody else is left (below none: so many), since
-- somebody waits for them; one that failed five times in a row a single message, to show that it is
-- back. The rows are locked: whoever claims next sees what was taken.
create or replace function private.provider_rooms(providers jsonb, lane text) returns jsonb
language plpgsql volatile
set search_path = ''
as $$
begin
    insert into private.providers as p (name, tokens, refilled_at)
    select x.name, greatest(x.rate, 2), clock_timestamp()
    from jsonb_to_recordset(providers) as x (name text, rate double precision)
    order by x.name
    on conflict (name) do update
    set tokens = least(excluded.tokens, p.tokens + (
            select x.rate
            from jsonb_to_recordset(providers) as x (name text, rate double precision)
            where x.name = p.name
        ) * greatest(0, extract(epoch from excluded.refilled_at - p.refilled_at))),
        refilled_at = excluded.refilled_at;
    return (
        select jsonb_object_agg(p.name, case
            when p.paused_until > clock_timestamp() then case lane
                when 'OTP' then -greatest(0, floor(p.tokens + greatest(x.rate, 2))) else 0 end
            when p.failures >= 5 then least(1, greatest(0, floor(p.tokens + greatest(x.rate, 2))))
            else greatest(0, floor(p.tokens + case lane
                when 'OTP' then greatest(x.rate, 2)
                when 'PROMOTIONAL' then greatest(x.rate, 2) / -2
                else 0 end))
        end)
        from jsonb_to_recordset(providers) as x (name text, rate double precision)
        join private.providers p on p.name = x.name);
end
$$;
