-- Refuse times at which somebody has other appointments, and say every one of them by the clock of
-- the zone; of the appointments in the way, which of them the caller may read.
create or replace function private.refuse_overlaps(
    user_id uuid, spans tstzrange[], except_ids uuid[], zone text
) returns void
language plpgsql stable
set search_path = ''
as $$
declare
    v_taken json := (
        select json_build_object('count', count(distinct r.span),
            'times', json_agg(distinct private.clock_time(lower(r.span) at time zone zone)),
            'ids', coalesce(json_agg(distinct (r.rival).id) filter (where r.is_seen), '[]'))
        from private.rivals_in(user_id, spans, except_ids) as r
        having count(*) > 0);
begin
    if v_taken is not null then
        perform private.refuse(
            array[private.blocker(409, 'series_overlaps', 'startDatetime', v_taken)]);
    end if;
end
$$;
