-- From where on a series changes: from this appointment of it on (FOLLOWING), or from the first
-- that is still to come (ALL). Raises where nothing of it is, and by one that was changed by hand.
create or replace function private.series_from(appointment nova.appointments, scope text)
returns timestamptz
language plpgsql stable
set search_path = ''
as $$
declare
    v_from timestamptz := (
        select min(a.recurrence_id)
        from nova.appointments a
        where a.series_id = appointment.series_id
            and private.follows(a)
            and (scope = 'ALL' or a.recurrence_id >= appointment.recurrence_id));
begin
    if appointment.is_detached then
        raise exception using
            errcode = 'PT409', message = 'series_left', column = 'scope';
    elsif v_from is null then
        raise exception using
            errcode = 'PT409', message = 'series_over', column = 'scope';
    end if;
    return v_from;
end
$$;
