create or replace trigger tg_check_notification_settings
    before insert or update of notification_settings on nova.users
    for each row when (new.notification_settings <> '{}')
    execute function private.tg_check_notification_settings();
create or replace trigger tg_touch before update on nova.users
    for each row execute function private.tg_touch();
create or replace trigger tg_revoke_events after update on nova.users
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_revoke_events();
create or replace trigger tg_events_update after update on nova.users
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_profile_events();
