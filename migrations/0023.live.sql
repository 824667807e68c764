-- The log of events without a default partition, in hands that may take old days away; tickets.
--
-- "Detach concurrently", which stalls nobody, is refused while there is a default partition, and
-- only a table's owner may do it. So the log belongs to a role of its own, which the worker may
-- become (not inherit): everything else stays out of the worker's reach.
do $$
begin
    if not exists (select from pg_roles r where r.rolname = 'nova_keeper') then
        create role nova_keeper nologin;
    end if;
end
$$;
comment on role nova_keeper is 'Owns the log of events; the worker becomes it to take old days away';
grant nova_keeper to nova_owner with inherit true, set true;
grant nova_keeper to nova_worker with inherit false, set true;
grant nova_keeper to current_user;

set local role nova_owner;

-- What the default partition had to keep goes into days of its own.
--
-- Not concurrently, which is refused of a default partition; it is empty where the worker ran.
-- squawk-ignore require-concurrent-partition-detach
alter table nova.events detach partition nova.events_default;
alter table nova.events_default no force row level security;
do $$
declare
    v_day date;
begin
    for v_day in select distinct (e.at at time zone 'UTC')::date from nova.events_default e loop
        execute format(
            'create table nova.events_%s partition of nova.events for values from (%L) to (%L)',
            to_char(v_day, 'YYYYMMDD'), v_day, v_day + 1);
        execute format('alter table nova.events_%s enable row level security, '
            'force row level security', to_char(v_day, 'YYYYMMDD'));
        execute format('revoke all on nova.events_%s from nova_rules', to_char(v_day, 'YYYYMMDD'));
        execute format('comment on table nova.events_%1$s is %2$L', to_char(v_day, 'YYYYMMDD'),
            'events of ' || to_char(v_day, 'YYYYMMDD'));
    end loop;
end
$$;
alter table nova.events no force row level security;
insert into nova.events (id, xid, at, event, entity, entity_id, recipients, data)
    overriding system value
select e.id, e.xid, e.at, e.event, e.entity, e.entity_id, e.recipients, e.data
from nova.events_default e;
alter table nova.events force row level security;
-- squawk-ignore ban-drop-table
drop table nova.events_default;

grant usage, create on schema nova to nova_keeper;
alter table nova.events owner to nova_keeper;
revoke create on schema nova from nova_keeper;

create table private.event_tickets (
    hash bytea primary key check (length(hash) = 32),
    user_id uuid not null references nova.users on delete cascade,
    session_id uuid not null references nova.sessions on delete cascade,
    token_expires_at timestamptz not null,
    expires_at timestamptz not null default now() + interval '30 seconds'
);
create index event_tickets_of_user on private.event_tickets (user_id);
create index event_tickets_of_session on private.event_tickets (session_id);
create index event_tickets_by_expiry on private.event_tickets (expires_at);
comment on table private.event_tickets is
    'One-use tickets for EventSource, which can send no header; half a minute';
comment on column private.event_tickets.hash is 'SHA-256 of the ticket';
comment on column private.event_tickets.token_expires_at is 'When the access token it was issued for ends, and the stream with it';
