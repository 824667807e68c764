-- When a rule has a series come, from its start on; raises where it comes never, too often, for
-- too long, not at its own start, or at a time that its clock does not have, or has twice.
create or replace function private.require_slots(rule jsonb, starts_at timestamp, zone text)
returns timestamptz[]
language plpgsql stable
set search_path = ''
as $$
declare
    v_slots timestamp[] := array(
        select o from private.occurrences(rule, starts_at, zone) as o);
    v_missing text[] := array(
        select private.clock_time(s) from unnest(v_slots) as s
        where s at time zone zone at time zone zone <> s);
    v_twice text[] := array(
        select private.clock_time(s)
        from unnest(v_slots) as s
        where exists (
            select from unnest('{30 min, 1 hour, 2 hours}'::interval[]) as gap
            where s in ((s at time zone zone + gap) at time zone zone,
                (s at time zone zone - gap) at time zone zone)));
begin
    if (rule ->> 'COUNT')::bigint > 200 or cardinality(v_slots) > 200
        or cardinality(v_slots) < (rule ->> 'COUNT')::bigint
        or (rule ->> 'UNTIL')::timestamptz > (starts_at + interval '2 years') at time zone zone
    then
        perform private.refuse(array[private.blocker(422, 'series_too_long', 'rrule')]);
    elsif cardinality(v_slots) = 0 then
        perform private.refuse(array[private.blocker(422, 'series_empty', 'rrule')]);
    end if;
    perform private.refuse(array_remove(array[
        case when v_slots[1] <> starts_at
            then private.blocker(422, 'series_start_off_rule', 'rrule',
                json_build_object('first', private.clock_time(v_slots[1]))) end,
        case when v_missing <> '{}'
            then private.blocker(422, 'series_time_missing', 'rrule',
                json_build_object('times', v_missing)) end,
        case when v_twice <> '{}'
            then private.blocker(422, 'series_time_twice', 'rrule',
                json_build_object('times', v_twice)) end], null));
    return array(select s at time zone zone from unnest(v_slots) as s);
end
$$;
