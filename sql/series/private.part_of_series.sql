-- The appointments of a series that follow from here on, by FOLLOWING or ALL, and the series of
-- their own that they become: who asked brings them there, with what changes; the others go along
-- here.
create or replace function private.part_of_series(
    appointment nova.appointments, scope text, out ids uuid[], out new_series_id uuid
)
language plpgsql volatile
set search_path = ''
as $$
declare
    v_from timestamptz := private.series_from(appointment, scope);
begin
    new_series_id := (private.split_series(appointment.series_id, v_from)).id;
    ids := array(
        select a.id
        from nova.appointments a
        where a.series_id = appointment.series_id and a.recurrence_id >= v_from
            and private.follows(a));
    update nova.appointments a
    set series_id = new_series_id
    where a.series_id = appointment.series_id and a.series_id <> new_series_id
        and a.recurrence_id >= v_from and a.deleted_at is null and not private.follows(a);
end
$$;
