-- Every change of a row moves its updated_at and counts its version, the ETag of clients.
--
-- Refuses a change whose If-Match names another version; the row is locked by now, so nobody can
-- slip in between. A row that stays as it was keeps its version: nothing is told of it. What is
-- worked out from other columns is not there yet, and follows them.
create or replace function private.tg_touch() returns trigger
language plpgsql
set search_path = ''
as $$
declare
    v_worked_out constant text[] := array['scope_id', 'holder_id', 'phone_e164', 'search_text',
        'during', 'duration', 'due_order', 'priority_order'];
begin
    perform private.require_version(old.id, old.version);
    if tg_op = 'DELETE' then
        return old;
    end if;
    if to_jsonb(new) - v_worked_out = to_jsonb(old) - v_worked_out then
        return new;
    end if;
    new.updated_at := now();
    new.version := old.version + 1;
    return new;
end
$$;
