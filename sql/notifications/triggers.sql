create or replace trigger tg_events_insert after insert on nova.notifications
    referencing new table as new_rows
    for each statement execute function private.tg_notification_events();
create or replace trigger tg_events_update after update on nova.notifications
    referencing old table as old_rows new table as new_rows
    for each statement execute function private.tg_notification_events();
