-- The series from this occurrence on, as one of its own: what came before ends with the one before
-- it. Where nothing came before, it is the series itself, which begins there.
--
-- Its end is told by COUNT, so that it comes as often when it is moved. The appointments are not
-- moved into it: who asked does that, in the write that changes them.
create or replace function private.split_series(series_id uuid, first_at timestamptz)
returns nova.appointment_series
language plpgsql volatile
set search_path = ''
as $$
declare
    v_series nova.appointment_series := (
        select s from nova.appointment_series s where s.id = split_series.series_id);
    v_rule jsonb := private.read_rrule(v_series.rrule, v_series.timezone);
    v_before timestamptz;
    v_rest int;
begin
    select max(s.at) filter (where s.at < first_at), count(*) filter (where s.at >= first_at)
    into v_before, v_rest
    from private.slots_of(v_series) as s;
    v_rule := v_rule - 'UNTIL';
    if exists (
        select from nova.appointments a
        where a.series_id = v_series.id and a.recurrence_id < first_at and a.deleted_at is null
    ) then
        update nova.appointment_series s
        set rrule = private.write_rrule(
                v_rule - 'COUNT' || jsonb_build_object('UNTIL', private.until_of(v_before))),
            updated_at = now()
        where s.id = v_series.id;
        v_series.id := uuidv7();
    end if;
    insert into nova.appointment_series as s (id, user_id, team_id, rrule, starts_at, timezone)
    values (v_series.id, v_series.user_id, v_series.team_id,
        private.write_rrule(v_rule || jsonb_build_object('COUNT', v_rest)),
        first_at at time zone v_series.timezone, v_series.timezone)
    on conflict (id) do update
    set rrule = excluded.rrule, starts_at = excluded.starts_at, updated_at = now()
    returning s.* into v_series;
    return v_series;
end
$$;
