-- The newest migration that this database has: an app of another one is not ready for it.
create or replace function private.newest_migration() returns text
language sql stable security definer
set search_path = ''
as $$
select max(migration_id) from private.applied_migrations
$$;

grant execute on function private.newest_migration() to nova_app;
