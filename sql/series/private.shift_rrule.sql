-- A rule whose occurrences all come so many days later: the days of the week that it names turn
-- with it, and so does the beginning of its week. Raises where it names days of the month.
create or replace function private.shift_rrule(rule jsonb, days int) returns jsonb
language plpgsql immutable
set search_path = ''
as $$
declare
    v_week text[] := array['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
begin
    if days = 0 or rule ->> 'FREQ' = 'DAILY' or not rule ?| array['BYDAY', 'BYMONTHDAY'] then
        return rule;
    elsif rule ->> 'FREQ' = 'MONTHLY' then
        perform private.refuse(array[private.blocker(422, 'series_days_fixed', 'startDatetime',
            json_build_object('rrule', private.write_rrule(rule)))]);
    end if;
    return rule || (
        select jsonb_object_agg(part.name, part.shifted)
        from (
            select p.name, string_agg(
                v_week[1 + (array_position(v_week, d) - 1 + days % 7 + 7) % 7], ','
                order by place) as shifted
            from (values ('BYDAY', rule ->> 'BYDAY'), ('WKST', coalesce(rule ->> 'WKST', 'MO')))
                as p (name, value)
            cross join string_to_table(p.value, ',') with ordinality as t (d, place)
            group by p.name
        ) as part);
end
$$;
