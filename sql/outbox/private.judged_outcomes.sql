-- What follows from how tries went: whether that was the last, whether another provider takes over,
-- and what a report that was here before the answer says.
create or replace function private.judged_outcomes(outcomes jsonb, channels jsonb)
returns table (id bigint, provider text, provider_id text, error text, is_ambiguous boolean,
    is_over boolean, by_another boolean, reported text, reported_at timestamptz)
language sql stable
as $$
select x.id, x.provider, x."providerId",
    coalesce(x.error, case r.state when 'FAILED' then coalesce(r.error, 'not delivered') end),
    coalesce(x."isAmbiguous", false),
    x."isFinal" or r.state = 'FAILED' or (o.attempts >= 6 and not n.by_another), n.by_another,
    r.state, r.reported_at
from jsonb_to_recordset(outcomes) as x (id bigint, provider text, "providerId" text, error text,
    "isFinal" boolean, "isAmbiguous" boolean)
join nova.outbox o on o.id = x.id
left join private.delivery_reports r
    on r.provider = x.provider and r.provider_message_id = x."providerId"
cross join lateral (
    select x.error is not null and not x."isFinal" and not coalesce(x."isAmbiguous", false)
        and exists (
            select from jsonb_to_recordset(channels) as c (channel text, providers jsonb)
            cross join jsonb_to_recordset(c.providers) as p (name text)
            where c.channel = split_part(o.topic, '.', 1)
                and p.name <> x.provider and not p.name = any (o.tried)) as by_another
) as n
$$;
