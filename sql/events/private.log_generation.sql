-- Which life of the log a cursor belongs to: another after a restore, a fail-over, an upgrade or in
-- a copy, where transaction ids say nothing about an earlier cursor.
--
-- The server's own marks: its identifier, its timeline, and the database. A folder put back as a
-- plain copy keeps them all; there a cursor is told by standing in the future (read_live_cursor).
create or replace function private.log_generation() returns text
language sql stable
set search_path = ''
as $$
select left(md5(concat_ws('/', s.system_identifier,
    left(pg_walfile_name(pg_current_wal_insert_lsn()), 8), d.oid)), 8)
from pg_control_system() s
join pg_database d on d.datname = current_database()
$$;

grant execute on function private.log_generation() to nova_app;
