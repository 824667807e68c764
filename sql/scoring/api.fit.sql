-- A pair that fits: its score and the explanation, and what else is to be said of it.
create or replace function api.fit(points bigint, wanted jsonb, offered jsonb, more json)
returns json
language sql stable
as $$
select json_object_agg(part.key, part.value order by part.place)
from private.explain_points(fit.points, fit.wanted, fit.offered) as said
cross join lateral (
    select p.key, p.value, p.ordinality as place
    from json_each(json_build_object(
        'matchScore', private.score_of(fit.points),
        'matchedFeatures', said.features_ar,
        'matchedFeaturesEn', said.features_en,
        'calculationData', said.breakdown,
        'algorithmVersion', said.version)) with ordinality as p
    union all
    select p.key, p.value, 100 + p.ordinality from json_each(more) with ordinality as p
) as part
$$;
