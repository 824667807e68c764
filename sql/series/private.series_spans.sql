-- The times of a series that begins with this one; raises where there can be no such series.
create or replace function private.series_spans(rrule text, span tstzrange, zone text)
returns tstzrange[]
language plpgsql stable
set search_path = ''
as $$
begin
    if not nova.is_zone(zone) then
        raise exception using
            errcode = 'PT422', message = 'zone_unknown', column = 'timezone';
    end if;
    return private.spans_from(
        private.require_slots(private.read_rrule(rrule, zone), lower(span) at time zone zone, zone),
        upper(span) - lower(span));
end
$$;
