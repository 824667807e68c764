-- Where a relay goes on, and whether the log is another than the one it knew.
--
-- Another generation, or a place that the server has yet to reach, is another life of the log:
-- what was read of the one before says nothing about it, and whoever follows has to come back.
create or replace function private.open_log(
    known text, reached pg_snapshot,
    out generation text, out start pg_snapshot, out is_another boolean
)
language sql stable
set search_path = ''
as $$
select g, case when another or reached is null then now_is else reached end, another
from private.log_generation() as g
cross join pg_current_snapshot() as now_is
cross join lateral (
    select coalesce(g <> known, false)
        or coalesce(pg_snapshot_xmax(reached) > pg_snapshot_xmax(now_is), false)) as life (another)
$$;

grant execute on function private.open_log(text, pg_snapshot) to nova_app;
