-- The nightly check: once a day of Riyadh, how many people's figures, and uses of their plans,
-- differ from a recount.
--
-- Answers that number when it has just counted, else null. The worker calls it every minute and
-- logs what drifted; the metrics show the newest count.
create or replace function private.check_stats() returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_drifted int;
begin
    if exists (select from private.stats_checks c where c.day = private.today()) then
        return null;
    end if;
    select count(*) + private.mend_usage() into v_drifted from private.stats_drift();
    insert into private.stats_checks (day, drifted) values (private.today(), v_drifted)
    on conflict (day) do nothing;
    return v_drifted;
end
$$;

grant execute on function private.check_stats() to nova_worker;
