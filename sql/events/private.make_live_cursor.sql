-- Where a client stands in the log, as an opaque text: all that is visible in "since" has been had.
--
-- It carries the time at which that was ("at"), so that it grows old as its place does. Between two
-- pages it also says how far this reading goes ("until", and when that was) and the page's last id.
-- The snapshots must have been flushed when they are given away: after a crash the server gives
-- out again the transaction ids of what it had not.
create or replace function private.make_live_cursor(
    since pg_snapshot, at timestamptz default now(),
    until pg_snapshot default null, until_at timestamptz default null, after_id bigint default null
) returns text
language sql stable
set search_path = ''
as $$
select translate(encode(convert_to(concat_ws('.', 'v1', private.log_generation(),
    extract(epoch from at)::bigint, since, until, after_id, extract(epoch from until_at)::bigint),
    'UTF8'), 'base64'), E'+/=\n', '-_')
$$;
