-- Take the days that no cursor can still need out of the log, to be dropped by private.drop_days;
-- answers how many.
--
-- Belongs to nova_owner, as make_partitions. It needs the log for itself: where it does not get it
-- within 50 ms, since somebody writes or reads, the day waits for the next time, in a minute, and
-- nobody has waited longer. What an earlier version left half detached is finished.
create or replace function private.detach_days() returns int
language plpgsql volatile security definer
set search_path = ''
set lock_timeout = '50ms'
as $$
declare
    v_past record;
    v_detached int := 0;
begin
    for v_past in select * from private.days_past() loop
        begin
            execute format('alter table nova.events detach partition nova.%I %s',
                v_past.day, case when v_past.pending then 'finalize' else '' end);
            v_detached := v_detached + 1;
        exception when lock_not_available then
            exit;
        end;
    end loop;
    return v_detached;
end
$$;

grant execute on function private.detach_days() to nova_worker;
