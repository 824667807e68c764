-- What tries say of addresses: one refused for good is counted, one that a message went to is not
-- counted any more. A device that its push service says is gone is told no more.
create or replace function private.settle_addresses(outcomes jsonb) returns void
language sql volatile
as $$
delete from nova.push_devices d
using jsonb_to_recordset(outcomes) as x (id bigint, "isBadAddress" boolean)
join nova.outbox o on o.id = x.id
where x."isBadAddress" and o.topic like 'push.%' and d.endpoint = o.payload ->> 'to';
delete from private.bad_addresses b
using jsonb_to_recordset(outcomes) as x (id bigint, error text)
join nova.outbox o on o.id = x.id
where x.error is null and b.channel = split_part(o.topic, '.', 1)
    and b.address = o.payload ->> 'to';
insert into private.bad_addresses as b (channel, address, failures, last_error)
select split_part(o.topic, '.', 1), left(o.payload ->> 'to', 400), count(*), max(x.error)
from jsonb_to_recordset(outcomes) as x (id bigint, error text, "isBadAddress" boolean)
join nova.outbox o on o.id = x.id
where x."isBadAddress" and o.topic not like 'push.%'
group by 1, 2
order by 1, 2
on conflict (channel, address) do update
set failures = b.failures + excluded.failures, last_error = excluded.last_error,
    failed_at = now()
$$;
