-- The first "most" of homes that were scored without likeness, the best first. Only those that
-- reach the score of the last place are read and told apart by likeness, then by the newer offer.
create or replace function private.place_homes(
    wanted_by uuid, most int, homes private.scored_home[]
) returns setof private.scored_home
language plpgsql stable
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
declare
    v_last int := (
        select min(last.score)
        from (
            select private.score_of(s.points) as score from unnest(homes) as s
            order by 1 desc limit most) as last);
begin
    return query
    select s.offer_id, s.points + private.likeness_points(d.likeness, h.likeness) as placed
    from unnest(homes) as s
    join private.stock h on h.offer_id = s.offer_id
    join private.demand d on d.request_id = wanted_by
    where private.score_of(s.points) >= v_last
    order by placed desc, s.offer_id desc
    limit most;
end
$$;
