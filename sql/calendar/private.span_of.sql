-- The time from one moment to another. Raises where it ends before it begins, takes more than
-- "longest", or is in no century of ours.
create or replace function private.span_of(
    begins timestamptz, ends timestamptz, longest interval, field text
) returns tstzrange
language plpgsql immutable
set search_path = ''
as $$
begin
    if ends <= begins or ends > begins + longest then
        perform private.refuse(array[private.blocker(422, 'span_wrong', field,
            json_build_object('hours', (extract(epoch from longest) / 3600)::int))]);
    end if;
    if begins < '1900-01-01 00:00+00' or ends > '2200-01-01 00:00+00' then
        raise exception using
            errcode = 'PT422', message = 'date_far', column = field;
    end if;
    return tstzrange(begins, ends);
end
$$;

grant execute on function private.span_of(timestamptz, timestamptz, interval, text) to nova_app;
