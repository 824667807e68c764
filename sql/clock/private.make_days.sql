-- The log has room for thirty days to come.
create or replace function private.make_days(at timestamptz) returns void
language sql volatile
set search_path = ''
as $$
select private.make_partitions(30)
$$;
