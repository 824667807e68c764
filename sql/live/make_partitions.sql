-- Make the event log's partitions of today and the next days; each is one day, UTC.
--
-- The one definer function that belongs to nova_owner: only a table's owner may add a partition.
-- A day that already has events in the default partition keeps them there.
create or replace function private.make_partitions(days_ahead int) returns void
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_day date;
    v_name text;
begin
    for v_day in
        select generate_series(current_date, current_date + days_ahead, interval '1 day')::date
    loop
        v_name := 'events_' || to_char(v_day, 'YYYYMMDD');
        if to_regclass('nova.' || v_name) is null and not exists (
            select from nova.events_default e where e.at >= v_day and e.at < v_day + 1
        ) then
            execute format(
                'create table nova.%I partition of nova.events for values from (%L) to (%L)',
                v_name, v_day, v_day + 1);
            execute format(
                'alter table nova.%I enable row level security, force row level security', v_name);
            execute format('comment on table nova.%I is %L', v_name, 'Events of ' || v_day);
        end if;
    end loop;
end
$$;

grant execute on function private.make_partitions(int) to nova_worker;
