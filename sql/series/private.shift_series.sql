-- A series that comes as much later, or earlier, as from one time to another on its clock. Raises
-- where its rule cannot say so, or the clock does not have such a time.
create or replace function private.shift_series(
    series nova.appointment_series, from_at timestamptz, to_at timestamptz
) returns nova.appointment_series
language plpgsql volatile
set search_path = ''
as $$
declare
    v_old timestamp := from_at at time zone series.timezone;
    v_new timestamp := to_at at time zone series.timezone;
    v_rule jsonb := private.shift_rrule(
        private.read_rrule(series.rrule, series.timezone), v_new::date - v_old::date);
    v_start timestamp := series.starts_at + (v_new - v_old);
    v_slots timestamptz[] := private.require_slots(v_rule, v_start, series.timezone);
begin
    if exists (
        select from private.slots_of(series) as s
        where v_slots[s.place] at time zone series.timezone
            is distinct from (s.at at time zone series.timezone) + (v_new - v_old)
    ) then
        perform private.refuse(array[private.blocker(422, 'series_days_fixed', 'startDatetime',
            json_build_object('rrule', series.rrule))]);
    end if;
    update nova.appointment_series s
    set rrule = private.write_rrule(v_rule), starts_at = v_start, updated_at = now()
    where s.id = series.id
    returning s.* into series;
    return series;
end
$$;
