-- Every change of a row moves its updated_at and counts its version, the ETag of clients.
create or replace function private.tg_touch() returns trigger
language plpgsql
set search_path = ''
as $$
begin
    new.updated_at := now();
    new.version := old.version + 1;
    return new;
end
$$;
