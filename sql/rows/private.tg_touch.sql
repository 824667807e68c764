-- Every change of a row moves its updated_at and counts its version, the ETag of clients.
--
-- Refuses a change whose If-Match names another version; the row is locked by now, so nobody can
-- slip in between.
create or replace function private.tg_touch() returns trigger
language plpgsql
set search_path = ''
as $$
begin
    perform private.require_version(old.id, old.version);
    if tg_op = 'DELETE' then
        return old;
    end if;
    new.updated_at := now();
    new.version := old.version + 1;
    return new;
end
$$;
