-- Bring what is kept of these people's rights in these scopes up to date: pairs, as derive_rights.
--
-- Waits for who keeps the rights of one of them, and reads after that: of two that change what one
-- person may do, the later sees what the earlier did, since every statement sees what is committed.
-- Nobody else takes these locks, so that a log-in or a suspension never stands in the circle.
create or replace function private.keep_rights(user_ids uuid[], scope_ids uuid[]) returns void
language plpgsql volatile
set search_path = ''
as $$
begin
    assert current_setting('transaction_isolation') = 'read committed',
        'rights are kept in transactions that are read committed';
    lock table nova.effective_rights in row exclusive mode;  -- or private.keep_all_rights waits
    perform private.lock_rights(user_ids);
    perform private.write_rights(user_ids, scope_ids);
end
$$;
