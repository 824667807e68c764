-- One user's events that "until" shows and "since" did not, from an id on, in their order; without
-- their frames where only their number is asked for.
--
-- Two ranges of transaction ids, as in read_log, and the user's entries of the GIN index: the
-- planner takes the smaller way, by what it knows when it is asked. Days to come, which were made a
-- month ahead, are no part of the plan: planning over them cost more than reading. Of a row that
-- its reader may no longer read an event says that it was, and not what was in it.
create or replace function private.events_between(
    user_id uuid, since pg_snapshot, until pg_snapshot, after_id bigint, most int,
    framed boolean default true
) returns table (id bigint, frame json)
language plpgsql stable
set search_path = ''
set enable_seqscan = off
set plan_cache_mode = force_custom_plan
as $$
declare
    v_before constant timestamptz := now() + interval '1 day';
begin
    return query
    with missed as materialized (
        select e.*
        from (
            select * from nova.events x
            where x.xid >= pg_snapshot_xmax(since)
                and x.recipients @> array[user_id]
                and x.at < v_before
            union all
            select * from nova.events x
            where x.xid = any (array(select pg_snapshot_xip(since)))
                and x.recipients @> array[user_id]
                and x.at < v_before
        ) as e
        where e.id > after_id
            and e.event <> 'user.revoked'
            and pg_visible_in_snapshot(e.xid, until)
        order by e.id
        limit most
    )
    select e.id, case when framed then json_build_object('id', e.id, 'event', e.event,
        'entity', e.entity, 'entityId', e.entity_id, 'data', case when now_read.id is null
            or (e.entity = 'customer' and e.data ->> 'phone' not like '%•%'
                and (e.data ->> 'teamId')::uuid in (select s from nova.masked_scopes() as s))
            then '{"withheld": true}' else e.data end,
        'at', e.at) end
    from missed e
    left join private.readable_rows(
        (select array_agg(x.entity) from missed x where framed),
        (select array_agg(x.entity_id) from missed x where framed)) as now_read
        on now_read.entity = e.entity and now_read.id = e.entity_id
    order by e.id;
end
$$;
