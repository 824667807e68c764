-- Match what changed: take up to "most" queued properties and requests, oldest first, and bring
-- their matches up to date. Answers how many it took.
--
-- The steps join few rows with large tables: those by index, whatever the planner thinks of arrays.
-- One matcher at a time in the whole database, by an advisory lock: so each run sees all that the
-- runs before it wrote, no pair falls between two of them, and nobody waits in a circle. Another
-- worker takes over when its transaction ends, however it ends. The queue's rows go in the same
-- commit as the matches: kill -9 loses nothing and doubles nothing.
create or replace function private.match_changes(most int) returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_taken bigint[];
    v_properties uuid[];
    v_requests uuid[];
    v_before uuid := uuidv7();
begin
    if not pg_try_advisory_xact_lock(6682000003) then
        return 0;
    end if;
    select array_agg(q.id),
        array_agg(distinct q.property_id) filter (where q.property_id is not null),
        array_agg(distinct q.request_id) filter (where q.request_id is not null)
    into v_taken, v_properties, v_requests
    from (
        select x.id, x.property_id, x.request_id
        from private.match_queue x order by x.id limit most for update skip locked
    ) as q;
    if v_taken is null then
        return 0;
    end if;
    perform private.restock(v_properties, v_requests);
    perform private.expire_matches(v_properties, v_requests);
    if v_requests is not null then
        perform private.match_requests(v_requests);
    end if;
    if v_properties is not null then
        perform private.match_offers(v_properties);
    end if;
    perform private.announce_matches(v_before);
    delete from private.match_queue q where q.id = any (v_taken);
    return cardinality(v_taken);
end
$$;

grant execute on function private.match_changes(int) to nova_worker;
