-- A rule of RFC 5545 (section 3.3.10) by its parts, as private.write_rrule writes it; raises where
-- it is none that a series takes. A day of UNTIL means that day's end in "zone"; what is kept is in
-- UTC, as the RFC wants it.
create or replace function private.read_rrule(rrule text, zone text) returns jsonb
language plpgsql stable
set search_path = ''
as $$
declare
    v_name text;
    v_value text;
    v_pattern text;
    v_allowed text;
    v_rule jsonb := '{}';
begin
    for v_name, v_value, v_pattern, v_allowed in
        select split_part(part, '=', 1), replace(substr(part, strpos(part, '=') + 1), '+', ''),
            p.pattern, p.allowed
        from regexp_split_to_table(regexp_replace(upper(rrule), '^RRULE:', ''), ';') as part
        left join private.rrule_parts() as p on p.name = split_part(part, '=', 1)
    loop
        if v_pattern is null or v_rule ? v_name then
            perform private.refuse(array[private.blocker(422, 'rrule_part_unknown', 'rrule',
                json_build_object('part', left(v_name, 50)))]);
        elsif v_value !~ v_pattern
            or (v_name = 'UNTIL' and not pg_input_is_valid(v_value, 'timestamp'))
        then
            perform private.refuse(array[private.blocker(422, 'rrule_value_wrong', 'rrule',
                json_build_object('part', v_name, 'value', left(v_value, 50),
                    'allowed', v_allowed))]);
        end if;
        v_rule := v_rule || jsonb_build_object(v_name, v_value);
    end loop;
    perform private.require_rrule(v_rule);
    if v_rule ->> 'UNTIL' not like '%Z' then
        v_rule := jsonb_set(v_rule, '{UNTIL}', to_jsonb(private.until_of(case
            when v_rule ->> 'UNTIL' like '%T%' then (v_rule ->> 'UNTIL')::timestamp
            else (v_rule ->> 'UNTIL')::timestamp + interval '1 day -1 second'
        end at time zone zone)));
    end if;
    return v_rule;
end
$$;
