-- A page of what a user missed since a cursor, up to a snapshot, or why that cannot be said.
--
-- A page holds so many events, or fewer where they are large: 256 KiB. No cursor is from now on.
-- More than 5,000 missed events are not replayed: the client fetches what it shows anew, which is
-- less.
create or replace function private.missed(
    user_id uuid, after text, upto pg_snapshot, page_size int,
    out since pg_snapshot, out since_at timestamptz, out until pg_snapshot,
    out until_at timestamptz, out ids bigint[], out frames json[], out has_more boolean,
    out reset text
)
language plpgsql stable
set search_path = ''
as $$
declare
    v_from record;
    v_most constant int := 5000;
    v_bytes constant int := 256 * 1024;
begin
    if after is null then
        since := upto;
        until := upto;
        until_at := now();
        return;
    end if;
    select * into v_from from private.read_live_cursor(after);
    since := v_from.since;
    since_at := v_from.since_at;
    until := coalesce(v_from.until, upto);
    until_at := coalesce(v_from.until_at, now());
    reset := v_from.reset;
    if reset is null then
        select array_agg(e.id order by e.id) filter (where e.fits),
            array_agg(e.frame order by e.id) filter (where e.fits),
            count(*) > count(*) filter (where e.fits)
        into ids, frames, has_more
        from (
            select b.id, b.frame, row_number() over all_before = 1
                or (row_number() over all_before <= page_size
                    and sum(octet_length(b.frame::text)) over all_before <= v_bytes) as fits
            from private.events_between(
                missed.user_id, v_from.since, missed.until, v_from.after_id, page_size + 1) as b
            window all_before as (order by b.id)
        ) as e;
        if has_more and v_most < (
            select count(*)
            from private.events_between(
                missed.user_id, v_from.since, missed.until, 0, v_most + 1, false))
        then
            reset := 'tooManyMissed';
        end if;
    end if;
    if reset is not null then
        ids := null;
        frames := null;
        has_more := false;
        until := upto;
        until_at := now();
    end if;
end
$$;
