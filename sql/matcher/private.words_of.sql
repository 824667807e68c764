-- The words of a request as codes, by its owner's settings. A district is each one of that name in
-- the wanted cities, and the name itself for where none is known.
create or replace function private.words_of(
    request nova.requests,
    out plan smallint, out keep int, out cities bigint[], out muted bigint[],
    out districts bigint[], out zones bigint[], out types bigint[])
language plpgsql volatile
set search_path = ''
as $$
declare
    v_cities text[];
    v_known bigint[];
begin
    select p.plan, case when s.mode = 'EXACT' then null else p.keep end,
        private.codes_of('CITY', array(select private.city_key(c) from unnest(s.muted_cities) c))
    into plan, keep, muted
    from private.match_plans p
    left join nova.match_settings s on s.user_id = request.user_id
    where case when s.user_id is null then p.is_default else p.version = s.algorithm end;
    if plan = 1 then
        cities := private.codes_of('WORD', request.cities);
        districts := private.codes_of('WORD', request.districts);
        types := private.codes_of('WORD', request.property_types);
        zones := '{}';
        return;
    end if;
    v_cities := array(select distinct private.city_key(c) from unnest(request.cities) as c);
    v_known := array(
        select n.district_id
        from private.district_names n
        where n.city_id = any (array(
                select split_part(c, ':', 2)::bigint from unnest(v_cities) as c
                where c like 'CITY:%'))
            and n.key = any (array(
                select nova.place_key(d) from unnest(request.districts) as d)));
    cities := private.codes_of('CITY', v_cities);
    districts := private.codes_of('DISTRICT', array(
        select private.district_key(k, null) from unnest(v_known) as k
        union all
        select private.district_key(null, d) from unnest(request.districts) as d));
    zones := private.codes_of('ZONE', array(select private.zone_key(k) from unnest(v_known) as k));
    types := private.codes_of('TYPE', array(
        select private.type_key(t) from unnest(request.property_types) as t));
end
$$;
