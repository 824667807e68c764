-- Refuse a rule whose parts do not go together, by RFC 5545 or by what a series is.
create or replace function private.require_rrule(rule jsonb) returns void
language plpgsql immutable
set search_path = ''
as $$
declare
    v_freq text := rule ->> 'FREQ';
    v_misplaced text := case
        when v_freq = 'DAILY' and rule ? 'BYDAY' then 'BYDAY'
        when v_freq <> 'MONTHLY' and rule ? 'BYMONTHDAY' then 'BYMONTHDAY'
        when v_freq <> 'MONTHLY' and rule ->> 'BYDAY' ~ '[1-5]' then 'BYDAY'
    end;
begin
    if v_freq is null then
        perform private.refuse(array[private.blocker(422, 'rrule_value_wrong', 'rrule',
            (select json_build_object('part', p.name, 'value', '', 'allowed', p.allowed)
            from private.rrule_parts() as p where p.name = 'FREQ'))]);
    elsif v_misplaced is not null then
        perform private.refuse(array[private.blocker(422, 'rrule_part_misplaced', 'rrule',
            json_build_object('part', v_misplaced || '=' || (rule ->> v_misplaced),
                'freq', v_freq))]);
    elsif (rule ? 'COUNT') = (rule ? 'UNTIL') then
        perform private.refuse(array[private.blocker(422, 'rrule_end_missing', 'rrule')]);
    end if;
end
$$;
