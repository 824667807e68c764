-- What the points of a match say: the features that are met, in Arabic and English, and the points
-- by factor. In 1.0 as its first outline has it; in 2.0 each factor with its points, its most,
-- what was wanted and what the offer has. They add up to the score.
--
-- wanted is null to the offer's side: a buyer's limits are not theirs to know.
create or replace function private.explain_points(points bigint, wanted jsonb, offered jsonb)
returns table (version text, features_ar text[], features_en text[], breakdown json)
language sql stable
as $$
select p.version, o.features_ar, o.features_en, o.breakdown
from private.match_plans p
join private.match_outcomes o on o.mask = (explain_points.points & 63)
where p.plan = 1 and (explain_points.points >> 45) & 15 = 1
union all
select p.version,
    coalesce(array_agg(f.label_ar order by f.place) filter (where f.got = f.most), '{}'),
    coalesce(array_agg(f.label_en order by f.place) filter (where f.got = f.most), '{}'),
    json_object_agg(f.factor, json_build_object(
        'points', f.got, 'max', f.most,
        'wanted', case
            when explain_points.wanted is null then null
            when cardinality(f.wanted) = 1 then explain_points.wanted -> f.wanted[1]
            when cardinality(f.wanted) = 2 then jsonb_build_array(
                explain_points.wanted -> f.wanted[1], explain_points.wanted -> f.wanted[2])
        end,
        'got', explain_points.offered -> f.offered) order by f.place)
from private.match_plans p
cross join lateral (
    select x.*, coalesce((explain_points.points >> x.shift) & 31, 0)::int as got,
        coalesce((to_jsonb(p) ->> x.factor)::int, 0) as most
    from private.plan_factors x) as f
where p.plan > 1 and p.plan = (explain_points.points >> 45) & 15
group by p.plan
$$;
