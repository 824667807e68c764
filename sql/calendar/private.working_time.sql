-- When somebody can be met around a span: their hours less breaks and holidays.
create or replace function private.working_time(user_id uuid, span tstzrange)
returns tstzmultirange
language sql stable
as $$
select private.office_hours(user_id, span) - private.breaks_of(user_id, span)
    - private.days_off(user_id, span)
$$;
