-- The nightly recount of what plans are used: mend what differs, answer in how many cases it did.
--
-- What is mended is a line of plan_moves, so that rows that come meanwhile still count.
create or replace function private.mend_usage() returns int
language plpgsql volatile
set search_path = ''
as $$
declare
    v_drifted int;
begin
    insert into private.plan_moves (payer, key, moved)
    select d.payer, d.key, d.counted - d.kept
    from private.usage_drift() as d;
    get diagnostics v_drifted = row_count;
    return v_drifted;
end
$$;
