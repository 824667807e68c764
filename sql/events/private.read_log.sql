-- The events that became visible since a snapshot, for the relay of an app process, page by page.
--
-- The snapshot is the cursor, not an id: what is visible now and was not then. Two index ranges,
-- however long the oldest transaction runs. It is safe to keep once "flushed" has reached "lsn":
-- after a crash the server gives out again the transaction ids it had not flushed. A reading of
-- more than one page goes on within its first page's snapshot ("until"), and by id: sorting all of
-- a large transaction for each of its pages took 16 s of 200,000 events, this takes 3.
-- Days to come are pruned before they are opened. Definer over everybody's events, so it refuses
-- to run inside a user's request.
create or replace function private.read_log(
    since pg_snapshot, until pg_snapshot, after_id bigint, page_size int
) returns table (
    snapshot text, cursor text, lsn pg_lsn, flushed pg_lsn, id bigint, at timestamptz,
    recipients uuid[], event text, entity text, entity_id uuid, team_id text, frame text)
language plpgsql stable security definer
set search_path = ''
set enable_seqscan = off
as $$
declare
    v_until pg_snapshot := coalesce(until, pg_current_snapshot());
    v_end pg_lsn := private.wal_end();
begin
    if nova.current_user_id() is not null then
        raise exception using
            errcode = 'PT403', message = 'forbidden';
    end if;
    return query
    select v_until::text, (select private.make_live_cursor(v_until)),
        v_end, pg_current_wal_flush_lsn(),
        e.id, e.at, e.recipients, e.event, e.entity, e.entity_id,
        coalesce(e.data ->> 'teamId', case e.entity when 'team' then e.entity_id::text end),
        json_build_object('id', e.id, 'event', e.event, 'entity', e.entity,
            'entityId', e.entity_id, 'data', e.data, 'at', e.at)::text
    from (select) as one
    left join lateral (
        select *
        from (
            select * from nova.events x
            where after_id = 0 and x.xid >= pg_snapshot_xmax(since)
                and x.at < now() + interval '1 day'
            union all
            select * from nova.events x
            where after_id = 0 and x.xid = any (array(select pg_snapshot_xip(since)))
                and x.at < now() + interval '1 day'
            union all (
                select * from nova.events x
                where after_id > 0 and x.id > after_id and x.at < now() + interval '1 day'
                    and not pg_visible_in_snapshot(x.xid, since)
                    and pg_visible_in_snapshot(x.xid, v_until)
                order by x.id
                limit page_size)
        ) as new
        where pg_visible_in_snapshot(new.xid, v_until)
        order by new.id
        limit page_size
    ) as e on true
    order by e.id;
end
$$;

grant execute on function private.read_log(pg_snapshot, pg_snapshot, bigint, int) to nova_app;
