-- Match these rows of the queue and take them off it; answers null, or the error that undid it.
--
-- What passes by itself (a deadlock, a lock or a disk not had, a shutdown) is raised instead: the
-- rows stay and are tried again.
create or replace function private.try_batch(taken private.match_queue[]) returns text
language plpgsql volatile
set search_path = ''
as $$
declare
    v_properties uuid[];
    v_requests uuid[];
begin
    select array_agg(distinct t.property_id) filter (where t.property_id is not null),
        array_agg(distinct t.request_id) filter (where t.request_id is not null)
    into v_properties, v_requests
    from unnest(taken) as t;
    perform private.match_batch(v_properties, v_requests);
    delete from private.match_queue q where q.id in (select t.id from unnest(taken) as t);
    return null;
exception when others then
    if left(sqlstate, 2) in ('40', '53', '55', '57', '58') then
        raise;
    end if;
    return sqlstate || ': ' || sqlerrm;
end
$$;
