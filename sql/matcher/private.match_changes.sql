-- Match what changed: take up to "most" queued properties and requests, by turns of their owners,
-- and bring their matches up to date. Answers how many it took.
--
-- One matcher at a time in the whole database, whoever locks the row of private.turns: so each run
-- sees all that the runs before it wrote, no pair falls between two of them, and nobody waits in a
-- circle. Another worker takes over when its transaction ends, however it ends. The queue's rows
-- go in the same commit as the matches: kill -9 loses nothing and doubles nothing.
create or replace function private.match_changes(most int) returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_last uuid;
    v_taken private.match_queue[];
    v_things int;
begin
    select t.last_owner into v_last
    from private.turns t where t.job = 'matching' for no key update skip locked;
    if not found then
        return 0;
    end if;
    v_taken := private.take_changes(v_last, most);
    if v_taken = '{}' then
        return 0;
    end if;
    v_last := v_taken[cardinality(v_taken)].owner_id;
    v_things := (select count(distinct coalesce(t.property_id, t.request_id))
        from unnest(v_taken) as t);
    if private.try_batch(v_taken) is not null then
        perform private.try_singly(v_taken);
    end if;
    update private.turns t set last_owner = v_last where t.job = 'matching';
    return v_things;
end
$$;

grant execute on function private.match_changes(int) to nova_worker;
