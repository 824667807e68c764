-- Match what changed: take up to "most" queued properties and requests, oldest first, and bring
-- their matches up to date. Answers how many it took.
--
-- One matcher at a time in the whole database, by an advisory lock: so each run sees all that the
-- runs before it wrote, no pair falls between two of them, and nobody waits in a circle. Another
-- worker takes over when its transaction ends, however it ends. The queue's rows go in the same
-- commit as the matches: kill -9 loses nothing and doubles nothing.
create or replace function private.match_changes(most int) returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_taken private.match_queue[];
begin
    if not pg_try_advisory_xact_lock(6682000003) then
        return 0;
    end if;
    v_taken := array(
        select q from private.match_queue q
        where q.error is null order by q.id limit most for update skip locked);
    if v_taken = '{}' then
        return 0;
    end if;
    if private.try_batch(v_taken) is not null then
        perform private.try_singly(v_taken);
    end if;
    return cardinality(v_taken);
end
$$;

grant execute on function private.match_changes(int) to nova_worker;
