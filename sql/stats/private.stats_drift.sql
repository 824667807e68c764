-- Whose figures differ from a recount: as kept and as counted.
--
-- Nobody's, ever: the triggers keep them. Logins and the last activity have nothing to be counted
-- from.
create or replace function private.stats_drift()
returns table (user_id uuid, kept jsonb, counted jsonb)
language sql stable
set search_path = ''
as $$
select counted.user_id, to_jsonb(kept), to_jsonb(counted)
from private.recount_stats() as counted
cross join lateral private.current_stats(counted.user_id) as kept
where counted is distinct from kept
$$;
