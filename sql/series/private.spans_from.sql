-- The times that begin at these moments and take so long; raises where one runs into the next.
create or replace function private.spans_from(slots timestamptz[], length interval)
returns tstzrange[]
language plpgsql immutable
set search_path = ''
as $$
begin
    if exists (
        select from (
            select s + length > lead(s) over (order by s) as is_over from unnest(slots) as s
        ) as slot
        where slot.is_over
    ) then
        perform private.refuse(array[private.blocker(422, 'series_overlaps_itself', 'rrule')]);
    end if;
    return array(select tstzrange(s, s + length) from unnest(slots) as s order by s);
end
$$;
