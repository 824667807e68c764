-- Take an appointment and those of its series that follow it, or all that are still to come, off
-- the calendar; answers how many.
create or replace function private.delete_series(appointment nova.appointments, scope text)
returns int
language plpgsql volatile
set search_path = ''
as $$
declare
    v_from timestamptz := private.series_from(appointment, scope);
    v_count int;
begin
    update nova.appointments a
    set deleted_at = now()
    where a.series_id = appointment.series_id and a.recurrence_id >= v_from
        and private.follows(a);
    get diagnostics v_count = row_count;
    perform private.trim_series(appointment.series_id);
    return v_count;
end
$$;
