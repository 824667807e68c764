-- The tokens of a session are used for the first time: whoever shows its parent now has stolen it.
--
-- Of a client's first requests at once one writes it down, the others do not wait. A standby takes
-- no writes: there it is the next request's.
create or replace function private.note_use(session_id uuid) returns void
language plpgsql volatile
set search_path = ''
as $$
begin
    if current_setting('transaction_read_only') = 'on' then
        return;
    end if;
    update nova.sessions s
    set used_at = now()
    where s.id = (
        select x.id from nova.sessions x
        where x.id = note_use.session_id and x.used_at is null
        for update skip locked);
end
$$;
