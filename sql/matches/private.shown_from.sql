-- From which score a broker sees matches: their own threshold, or that of their plan.
create or replace function private.shown_from(user_id uuid) returns int
language sql stable
as $$
select greatest(coalesce(s.min_score, p.shown_from), p.stored_from)
from private.match_plans p
left join nova.match_settings s on s.user_id = shown_from.user_id
where case when s.user_id is null then p.is_default else p.version = s.algorithm end
$$;
