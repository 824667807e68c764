-- The end of what is written to the WAL, as the flushed position counts it.
--
-- Where a record ends with its page, PostgreSQL gives the insert position behind the next page's
-- head, which is flushed only with the next record: what has been flushed would look as if it was
-- not, for as long as nobody writes.
create or replace function private.wal_end() returns pg_lsn
language sql volatile
set search_path = ''
as $$
select lsn - case
    when mod(lsn - '0/0', s.segment) = 40 then 40 -- XLogLongPageHeaderData
    when mod(lsn - '0/0', s.page) = 24 then 24 -- XLogPageHeaderData
    else 0 end::numeric
from pg_current_wal_insert_lsn() as lsn
cross join (
    select pg_size_bytes(current_setting('wal_segment_size')) as segment,
        current_setting('wal_block_size')::int as page
) as s
$$;
