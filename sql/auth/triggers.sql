create or replace trigger tg_revoke_events after update on nova.sessions
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_revoke_events();
