create or replace trigger tg_consent after insert on nova.consent_events
    for each row execute function private.tg_consent();
create or replace trigger tg_append_only before update or delete or truncate on nova.consent_events
    for each statement execute function private.tg_append_only();
