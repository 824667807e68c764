-- Every change of a row moves its updated_at and counts its version, the ETag of clients.
--
-- Refuses a change whose If-Match names another version of this very row: private.begin_request
-- has bound it as id:version,version. The row is locked by now, so nobody can slip in between.
create or replace function private.tg_touch() returns trigger
language plpgsql
set search_path = ''
as $$
declare
    v_precondition text := coalesce(current_setting('nova.precondition', true), '');
begin
    if split_part(v_precondition, ':', 1) = old.id::text
        and old.version::text <> all (string_to_array(split_part(v_precondition, ':', 2), ','))
    then
        raise exception using
            errcode = 'PT412', message = 'precondition_failed',
            detail = format('This was changed meanwhile: it is version %s now.', old.version);
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    new.updated_at := now();
    new.version := old.version + 1;
    return new;
end
$$;
