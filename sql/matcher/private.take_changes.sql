-- The rows of the queue that are next: an equal share of "most" things for each owner whose turn it
-- is, beginning behind the one whose it was last, each owner's oldest first. Who has queued
-- thousands keeps nobody waiting for more than a run.
--
-- A thing that was queued several times is taken with all its rows: it is matched once.
create or replace function private.take_changes(last_owner uuid, most int)
returns private.match_queue[]
language plpgsql volatile
set search_path = ''
as $$
declare
    v_owners uuid[] := '{}';
    v_owner uuid := last_owner;
    v_next uuid;
    v_ids bigint[];
begin
    while cardinality(v_owners) < most loop
        select q.owner_id into v_next
        from private.match_queue q
        where q.error is null and q.owner_id > v_owner
        order by q.owner_id limit 1;
        if v_next is null then -- once round: from the first on, up to where this began
            select q.owner_id into v_next
            from private.match_queue q where q.error is null order by q.owner_id limit 1;
        end if;
        exit when v_next is null or v_next = any (v_owners);
        v_owners := v_owners || v_next;
        v_owner := v_next;
    end loop;
    if v_owners = '{}' then
        return '{}';
    end if;
    v_ids := array(
        select q.id
        from unnest(v_owners) as o (id)
        cross join lateral (
            select w.id from private.match_queue w
            where w.owner_id = o.id and w.error is null
            order by w.id
            limit greatest(most / cardinality(v_owners), 1)) as q);
    return array(
        select q
        from private.match_queue q
        where q.error is null and (
            q.property_id = any (array(
                select w.property_id from private.match_queue w where w.id = any (v_ids)))
            or q.request_id = any (array(
                select w.request_id from private.match_queue w where w.id = any (v_ids))))
        order by array_position(v_owners, q.owner_id), q.id
        for update skip locked);
end
$$;
