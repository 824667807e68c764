-- Do the one thing that has waited longest for the clock, as of a moment; answers which, and why it
-- failed (null: it did not), no row when nothing is due. The worker asks again until then.
--
-- Each item is a function of its own that takes the moment, may be run twice, and runs in a
-- transaction of its own. One that fails, or waits for a lock, says why in its row and does not
-- hold up the others; of several workers each takes another.
create or replace function nova.tick(at timestamptz default clock_timestamp())
returns table (item text, error text)
language plpgsql volatile security definer rows 1
set search_path = ''
set lock_timeout = '2s'
as $$
declare
    v_item private.clock_items;
    v_began timestamptz := clock_timestamp();
    v_error text;
begin
    select i.* into v_item
    from private.clock_items i
    where i.next_run <= at
    order by i.next_run
    limit 1
    for update skip locked;
    if not found then
        return;
    end if;
    begin
        execute format('select private.%I($1)', v_item.name) using at;
    exception when query_canceled or others then
        v_error := left(sqlstate || ': ' || sqlerrm, 500);
    end;
    update private.clock_items i
    set last_run = at, next_run = at + i.every, took = clock_timestamp() - v_began,
        lag = at - v_item.next_run, runs = i.runs + 1, last_error = v_error,
        failures = i.failures + case when v_error is null then 0 else 1 end
    where i.name = v_item.name;
    return query select v_item.name, v_error;
end
$$;

grant execute on function nova.tick(timestamptz) to nova_worker;
