-- The events that became visible since a snapshot, for the relay of an app process.
--
-- The cursor is a pg_snapshot, not an id: what is visible now and was not then. Two index ranges,
-- however long the oldest transaction runs. A snapshot is safe to keep only once "flushed" has
-- reached "lsn": after a crash the server gives out again the transaction ids it had not flushed.
-- Definer over everybody's events, so it refuses to run inside a user's request.
create or replace function private.read_events(since pg_snapshot)
returns table (
    snapshot text, lsn pg_lsn, flushed pg_lsn, id bigint, recipients uuid[], frame text)
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
    select pg_current_snapshot()::text, pg_current_wal_insert_lsn(), pg_current_wal_flush_lsn(),
        e.id, e.recipients,
        json_build_object('id', e.id, 'event', e.event, 'entity', e.entity,
            'entityId', e.entity_id, 'data', e.data, 'at', e.at)::text
    from (select) as one
    left join lateral (
        select * from nova.events x
        where x.xid >= pg_snapshot_xmax(since)
        union all
        select * from nova.events x
        where x.xid = any (array(select pg_snapshot_xip(since)))
    ) as e on true
    order by e.id;
end
$$;

grant execute on function private.read_events(pg_snapshot) to nova_app;
