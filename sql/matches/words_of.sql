-- The words of a request as codes, by its owner's settings; a district stands in each wanted city
-- that has it, or in every one when none is known to.
create or replace function private.words_of(
    request nova.requests,
    out plan smallint, out keep int, out cities bigint[], out muted bigint[],
    out districts bigint[], out zones bigint[], out types bigint[])
language plpgsql volatile
set search_path = ''
as $$
declare
    v_cities text[];
    v_districts text[];
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
    v_districts := array(
        select d.key
        from unnest(request.districts) as name
        cross join lateral (
            select private.district_key(city, name) as key,
                bool_or(private.district_key(city, name) like '@%') over () as is_known
            from unnest(v_cities) as city) as d
        where d.key like '@%' or not d.is_known);
    cities := private.codes_of('CITY', v_cities);
    districts := private.codes_of('DISTRICT', v_districts);
    zones := private.codes_of('ZONE', array(
        select private.zone_key(key) from unnest(v_districts) as key));
    types := private.codes_of('TYPE', array(
        select private.type_key(t) from unnest(request.property_types) as t));
end
$$;
