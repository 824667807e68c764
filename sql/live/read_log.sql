-- The events that became visible since a snapshot, for the relay of an app process.
--
-- The snapshot is the cursor, not an id: what is visible now and was not then. Two index ranges,
-- however long the oldest transaction runs. It is safe to keep once "flushed" has reached "lsn":
-- after a crash the server gives out again the transaction ids it had not flushed. Days to come
-- are pruned before they are opened. Definer over everybody's events, so it refuses to run inside
-- a user's request.
create or replace function private.read_log(since pg_snapshot)
returns table (
    snapshot text, cursor text, lsn pg_lsn, flushed pg_lsn, id bigint, xid xid8, at timestamptz,
    recipients uuid[], event text, entity text, entity_id uuid, team_id text, frame text)
language plpgsql stable security definer
set search_path = ''
set enable_seqscan = off
as $$
begin
    if nova.current_user_id() is not null then
        raise exception using
            errcode = 'PT403', message = 'forbidden', detail = 'This is for the event relay only.';
    end if;
    return query
    select pg_current_snapshot()::text,
        (select private.make_live_cursor(pg_current_snapshot())),
        pg_current_wal_insert_lsn(), pg_current_wal_flush_lsn(),
        e.id, e.xid, e.at, e.recipients, e.event, e.entity, e.entity_id,
        coalesce(e.data ->> 'teamId', case e.entity when 'team' then e.entity_id::text end),
        json_build_object('id', e.id, 'event', e.event, 'entity', e.entity,
            'entityId', e.entity_id, 'data', e.data, 'at', e.at)::text
    from (select) as one
    left join lateral (
        select * from nova.events x
        where x.xid >= pg_snapshot_xmax(since) and x.at < now() + interval '1 day'
        union all
        select * from nova.events x
        where x.xid = any (array(select pg_snapshot_xip(since)))
            and x.at < now() + interval '1 day'
    ) as e on true
    order by e.id;
end
$$;

grant execute on function private.read_log(pg_snapshot) to nova_app;
