-- Somebody's figures as of now: what is folded and what is not yet.
create or replace function private.current_stats(user_id uuid) returns setof nova.user_stats
language sql stable rows 1
as $$
select s.id, s.user_id, greatest(s.last_activity, m.last_activity), s.updated_at,
    case when m.figures is null then s.figures else private.add_figures(s.figures, m.figures) end
from nova.user_stats s
cross join (
    select max(each.last_activity) as last_activity,
        jsonb_object_agg(each.key, each.moved) filter (where each.key is not null) as figures
    from (
        select f.key, sum(f.value::int) as moved, max(v.last_activity) as last_activity
        from private.stats_moves v
        left join lateral jsonb_each_text(v.figures) as f on true
        where v.user_id = current_stats.user_id
        group by f.key) as each
) as m
where s.user_id = current_stats.user_id
$$;
