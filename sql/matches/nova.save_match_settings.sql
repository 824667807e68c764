-- The caller wants to be matched otherwise; what the JSON does not name goes back to its default.
-- Twenty times an hour, since all open requests are matched anew. Keeping every match is part of
-- some plans only: a popular request has tens of thousands.
create or replace function nova.save_match_settings(settings jsonb) returns json
language plpgsql volatile security definer
set search_path = ''
as $$
declare
    v_me uuid := nova.current_user_id();
begin
    perform private.require_trade();
    perform private.take_rate('match-settings:' || v_me, 20, interval '1 hour');
    if settings ->> 'mode' = 'EXACT' then
        perform private.require_feature(v_me, 'exact_matches');
    end if;
    insert into nova.match_settings as s (user_id, algorithm, mode, min_score, muted_cities)
    select v_me, coalesce(n.algorithm, p.version), coalesce(n.mode, 'BOUNDED'), n.min_score,
        coalesce(n.muted_cities, '{}')
    from jsonb_populate_record(null::nova.match_settings, settings) as n
    join private.match_plans p on p.is_default
    on conflict (user_id) do update
    set algorithm = excluded.algorithm, mode = excluded.mode, min_score = excluded.min_score,
        muted_cities = excluded.muted_cities, updated_at = now();
    return nova.show_match_settings();
end
$$;

grant execute on function nova.save_match_settings(jsonb) to nova_app;
