-- How the caller is matched, and the plan behind it: thresholds, and the weights in points.
create or replace function nova.show_match_settings() returns json
language sql stable security definer
set search_path = ''
as $$
select json_build_object(
    'algorithm', p.version,
    'mode', coalesce(s.mode, 'BOUNDED'),
    'minScore', s.min_score,
    'mutedCities', coalesce(s.muted_cities, '{}'),
    'storedFrom', p.stored_from,
    'shownFrom', private.shown_from(nova.current_user_id()),
    'kept', case when s.mode = 'EXACT' then null else p.keep end,
    'weights', case
        when p.plan = 1 then (
            select json_object_agg(f.factor, f.points order by f.bit) from private.match_factors f)
        else (
            select json_object_agg(f.factor, (to_jsonb(p) ->> f.factor)::int order by f.place)
            from private.plan_factors f where f.shift is not null)
    end)
from private.match_plans p
left join nova.match_settings s on s.user_id = nova.current_user_id()
where case when s.user_id is null then p.is_default else p.version = s.algorithm end
$$;

grant execute on function nova.show_match_settings() to nova_app;
