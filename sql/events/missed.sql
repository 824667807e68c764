-- What a user missed since a cursor, up to a snapshot, or why that cannot be said.
--
-- No cursor is from now on. More than 5,000 missed events are not replayed: the client fetches what
-- it shows anew, which is less.
create or replace function private.missed(
    user_id uuid, after text, upto pg_snapshot,
    out since pg_snapshot, out until pg_snapshot, out ids bigint[], out frames json[],
    out reset text
)
language plpgsql stable
set search_path = ''
as $$
declare
    v_from record;
    v_most constant int := 5000;
begin
    if after is null then
        since := upto;
        until := upto;
        return;
    end if;
    select * into v_from from private.read_live_cursor(after);
    since := v_from.since;
    until := coalesce(v_from.until, upto);
    reset := v_from.reset;
    if reset is null then
        select array_agg(e.id order by e.id), array_agg(e.frame order by e.id)
        into ids, frames
        from private.events_between(
            missed.user_id, v_from.since, missed.until, v_from.after_id, v_most + 1) as e;
        if cardinality(ids) > v_most then
            reset := 'tooManyMissed';
        end if;
    end if;
    if reset is not null then
        ids := null;
        frames := null;
        until := upto;
    end if;
end
$$;
