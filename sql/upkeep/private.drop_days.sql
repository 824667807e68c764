-- Drop the days that were taken out of the log; answers how many.
--
-- Belongs to nova_owner, as make_partitions: whoever drops a table must own it. It touches nothing
-- but what has the name of a day of the log and is no part of it any more.
create or replace function private.drop_days() returns int
language plpgsql volatile security definer
set search_path = ''
set lock_timeout = '2s'
as $$
declare
    v_day text;
    v_dropped int := 0;
begin
    for v_day in
        select c.relname
        from pg_class c
        where c.relnamespace = 'nova'::regnamespace
            and c.relkind = 'r'
            and c.relname ~ '^events_\d{8}$'
            and not c.relispartition
    loop
        execute format('drop table nova.%I', v_day);
        v_dropped := v_dropped + 1;
    end loop;
    return v_dropped;
end
$$;

grant execute on function private.drop_days() to nova_worker;
